/** What a request waits for whose session has ended: that somebody logs in again. */
import { ProblemError, type Problem } from "../api/problem";

type Listener = (waiting: boolean) => void;

let waiting: { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } | null = null;
let listener: Listener | null = null;
let roleListener: (() => void) | null = null;

/** Who shows the log-in while requests wait; without a listener nobody was logged in, and requests fail. */
export function onEnded(show: Listener): () => void {
  listener = show;
  return () => {
    listener = null;
  };
}

/** Resolves when there is a session again. Throws ProblemError when nobody is there to log in. */
export function ended(problem: Problem): Promise<void> {
  if (listener === null) return Promise.reject(new ProblemError(problem));
  if (waiting === null) {
    let resolve!: () => void;
    let reject!: (error: Error) => void;
    const promise = new Promise<void>((done, failed) => {
      resolve = done;
      reject = failed;
    });
    waiting = { promise, resolve, reject };
    listener(true);
  }
  return waiting.promise;
}

export function renewed(): void {
  waiting?.resolve();
  waiting = null;
  listener?.(false);
}

/** Whoever waits gets the error: somebody else has logged in, or nobody wants to. */
export function givenUp(problem: Problem): void {
  waiting?.reject(new ProblemError(problem));
  waiting = null;
  listener?.(false);
}

/** Who asks the server anew what somebody may do. */
export function onChangedRole(ask: () => void): () => void {
  roleListener = ask;
  return () => {
    roleListener = null;
  };
}

/** The server refuses what the page offers: what somebody may do has changed since the page asked. */
export function changedRole(): void {
  roleListener?.();
}
