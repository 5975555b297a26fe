import type { Feature } from "../shell/features";

export default { tool: () => import("./Palette") } satisfies Feature;
