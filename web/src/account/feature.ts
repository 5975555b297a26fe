import type { Feature } from "../shell/features";

export default {
  screens: [{ path: "/account", load: () => import("./Account"), role: "phone" }],
  role: "phone",
  tool: () => import("./AccountTool"),
} satisfies Feature;
