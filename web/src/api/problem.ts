/** Errors of the API (RFC 9457) as the page handles them. */
import type { components } from "./schema";

export type Problem = components["schemas"]["Problem"];
export type Reason = components["schemas"]["ProblemReason"];

export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
  }
}

/** No answer came: the network, or the server, is away. */
export class Unreachable extends Error {
  constructor() {
    super("unreachable");
    this.name = "Unreachable";
  }
}

export function isProblem(error: unknown, code?: string): error is ProblemError {
  return error instanceof ProblemError && (code === undefined || error.problem.code === code);
}

/** The reasons whose JSON pointer is `pointer` or leads below it; `""` has all. Pointers begin with `/`, without `#`. */
export function reasonsAt(error: unknown, pointer: string): Reason[] {
  if (!(error instanceof ProblemError)) return [];
  return (error.problem.errors ?? []).filter((reason) => {
    const at = (reason.pointer ?? "").replace(/^#/, "");
    return at === pointer || at.startsWith(`${pointer}/`);
  });
}
