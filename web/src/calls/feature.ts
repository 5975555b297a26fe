import { PhoneCall, Radio } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/live",
      load: () => import("./LiveScreen"),
      nav: { group: "calls", order: 10, icon: Radio, title: "calls:live", to: "/live" },
    },
    {
      path: "/calls",
      load: () => import("./CallsScreen"),
      nav: { group: "calls", order: 20, icon: PhoneCall, title: "calls:title", to: "/calls" },
    },
    { path: "/calls/:id", load: () => import("./CallScreen") },
  ],
} satisfies Feature;
