import type { Feature } from "../shell/features";

export default {
  tool: () => import("./PhoneButton"),
  dock: () => import("./PhoneDock"),
} satisfies Feature;
