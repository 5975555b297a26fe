import { Braces } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/api",
      load: () => import("./ReferenceScreen"),
      nav: { group: "manage", order: 90, icon: Braces, title: "reference:title", to: "/api" },
    },
  ],
} satisfies Feature;
