import { ListTree } from "lucide-react";
import type { Feature } from "../shell/features";

export default {
  screens: [
    {
      path: "/menus",
      load: () => import("./MenuList"),
      nav: { group: "build", order: 10, icon: ListTree, title: "menus:title", to: "/menus" },
    },
    { path: "/menus/:id", load: () => import("./MenuScreen") },
  ],
} satisfies Feature;
