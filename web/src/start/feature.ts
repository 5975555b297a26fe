import { ListChecks } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/first-steps",
      load: () => import("./FirstSteps"),
      nav: { group: "build", order: 1, icon: ListChecks, title: "start:title", to: "/first-steps" },
    },
    { path: "/templates/:name", load: () => import("./TemplateScreen"), role: "editor" },
  ],
} satisfies Feature;
