import { House } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/",
      load: () => import("./Home"),
      nav: { group: "build", order: 0, icon: House, title: "home:title", to: "/" },
    },
  ],
} satisfies Feature;
