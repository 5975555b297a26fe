import { Activity } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/system",
      load: () => import("./SystemScreen"),
      nav: { group: "manage", order: 70, icon: Activity, title: "system:title", to: "/system" },
    },
  ],
} satisfies Feature;
