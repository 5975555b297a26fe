import { ArrowDownLeft, ArrowUpRight, Cable, ShieldBan } from "lucide-react";
import type { Feature } from "../shell/features";

const objects = () => import("../objects/KindScreen");

export default {
  screens: [
    {
      path: "/trunks",
      load: () => import("./Trunks"),
      nav: { group: "lines", order: 0, icon: Cable, title: "kinds:many.trunk", to: "/trunks" },
    },
    { path: "/trunks/:id", load: () => import("./Trunk") },
    {
      path: "/objects/inbound-routes",
      load: objects,
      nav: {
        group: "lines",
        order: 10,
        icon: ArrowDownLeft,
        title: "kinds:many.inbound_route",
        to: "/objects/inbound-routes",
      },
    },
    {
      path: "/objects/outbound-routes",
      load: objects,
      nav: {
        group: "lines",
        order: 20,
        icon: ArrowUpRight,
        title: "kinds:many.outbound_route",
        to: "/objects/outbound-routes",
      },
    },
    {
      path: "/objects/caller-lists",
      load: objects,
      nav: { group: "lines", order: 30, icon: ShieldBan, title: "kinds:many.caller_list", to: "/objects/caller-lists" },
    },
  ],
} satisfies Feature;
