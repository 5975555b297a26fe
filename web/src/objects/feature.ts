import { Boxes } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/kinds",
      load: () => import("./AllKinds"),
      nav: { group: "manage", order: 10, icon: Boxes, title: "objects:title", to: "/kinds" },
    },
    { path: "/objects/:kind", load: () => import("./KindScreen") },
    { path: "/objects/:kind/:id", load: () => import("./ObjectScreen") },
  ],
} satisfies Feature;
