import { FlaskConical } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/try",
      load: () => import("./TryScreen"),
      nav: { group: "build", order: 20, icon: FlaskConical, title: "tryit:title", to: "/try" },
    },
  ],
} satisfies Feature;
