import { FilePen } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/drafts",
      load: () => import("./DraftsScreen"),
      nav: { group: "build", order: 90, icon: FilePen, title: "drafts:title", to: "/drafts" },
    },
    { path: "/drafts/:id", load: () => import("./DraftScreen") },
  ],
  bar: () => import("./DraftBar"),
} satisfies Feature;
