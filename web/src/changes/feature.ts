import { History } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/changes",
      load: () => import("./ChangesScreen"),
      nav: { group: "manage", order: 10, icon: History, title: "changes:title", to: "/changes" },
    },
    { path: "/changes/publications/:id", load: () => import("./PublicationScreen") },
  ],
} satisfies Feature;
