import type { Feature } from "../shell/features";

export default { dock: () => import("./MergeDialog") } satisfies Feature;
