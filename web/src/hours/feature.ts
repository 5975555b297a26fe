import { Building2, CalendarClock } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/hours",
      load: () => import("./OfficeScreen"),
      nav: { group: "build", order: 40, icon: CalendarClock, title: "hours:nav", to: "/hours" },
    },
    {
      path: "/office",
      load: () => import("./OfficeSettingsScreen"),
      nav: { group: "manage", order: 5, icon: Building2, title: "hours:settings", to: "/office" },
    },
    { path: "/office/:id", load: () => import("./OfficeSettingsScreen") },
    { path: "/holidays", load: () => import("./HolidaysScreen") },
    { path: "/time-conditions", load: () => import("./ConditionsScreen") },
    { path: "/time-conditions/:id", load: () => import("./ConditionScreen") },
  ],
} satisfies Feature;
