import { Phone } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/my",
      load: () => import("./MyPhone"),
      nav: { group: "calls", order: 0, icon: Phone, title: "my:title", to: "/my" },
      role: "phone",
      concerns: (me) => me.extension !== null,
    },
  ],
} satisfies Feature;
