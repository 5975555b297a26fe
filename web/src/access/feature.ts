import { KeyRound, ShieldAlert, Users } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/users",
      load: () => import("./Users"),
      nav: { group: "manage", order: 60, icon: Users, title: "access:users", to: "/users" },
      role: "admin",
    },
    {
      path: "/tokens",
      load: () => import("./Tokens"),
      nav: { group: "manage", order: 61, icon: KeyRound, title: "access:tokens", to: "/tokens" },
      role: "admin",
    },
    {
      path: "/locks",
      load: () => import("./Locks"),
      nav: { group: "manage", order: 62, icon: ShieldAlert, title: "access:locks", to: "/locks" },
      role: "admin",
    },
  ],
} satisfies Feature;
