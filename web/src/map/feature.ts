import { Waypoints } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/map",
      load: () => import("./MapScreen"),
      nav: { group: "build", order: 10, icon: Waypoints, title: "map:title", to: "/map" },
    },
  ],
} satisfies Feature;
