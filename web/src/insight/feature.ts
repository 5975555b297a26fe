import { ChartColumn } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/insight",
      load: () => import("./InsightScreen"),
      nav: { group: "calls", order: 30, icon: ChartColumn, title: "insight:title", to: "/insight" },
    },
    { path: "/insight/menus/:id", load: () => import("./MenuInsight") },
  ],
} satisfies Feature;
