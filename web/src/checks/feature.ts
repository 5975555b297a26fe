import { ShieldCheck } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/checks",
      load: () => import("./Checks"),
      nav: { group: "build", order: 80, icon: ShieldCheck, title: "checks:title", to: "/checks" },
    },
  ],
} satisfies Feature;
