/** Two people have changed one object: what they did goes together, and where it does not, somebody decides. */
import type { Schemas } from "./client";
import { send, type Answer } from "./http";
import type { Kind } from "./kinds";
import { isProblem } from "./problem";
import { scoped } from "./scope";

export interface MergeAsked {
  kind: Kind;
  id: number;
  draft: number | null;
  found: Schemas["MergeShown"];
}

/** Who is right about each conflict, in any order; null: the object is not to be written. */
export type Decide = (asked: MergeAsked) => Promise<Schemas["Decision"][] | null>;

let decide: Decide = () => Promise.resolve(null);

/** `ask` decides from now on. It is also told of what went together by itself. */
export function onMerge(ask: Decide): () => void {
  decide = ask;
  return () => {
    if (decide === ask) decide = () => Promise.resolve(null);
  };
}

export interface Replacing {
  kind: Kind;
  id: number;
  draft: number | null;
  document: unknown;
  etag: string | undefined;
  /** What `document` was made of. Without it, a conflict is thrown. */
  base?: unknown;
}

/** Replaces an object. Throws the conflict when nobody decides about it. */
export async function replaced<T>(wanted: Replacing): Promise<Answer<T>> {
  const { kind, id, draft, document, etag, base } = wanted;
  const path = scoped(`/${kind}/${id}`, draft);
  try {
    return await send<T>("PUT", path, { body: document, ifMatch: etag });
  } catch (error) {
    if (base === undefined || !isProblem(error, "revision-conflict")) throw error;
    const found = await merged(path, base, document);
    const decided = await decide({ kind, id, draft, found });
    if (decided === null) throw error;
    const result = decided.length > 0 ? await merged(path, base, document, decided) : found;
    // Somebody may be quicker once more, and then that is merged too.
    const next = { document: result.document, etag: `"${result.revision}"`, base: result.current };
    return replaced({ ...wanted, ...next });
  }
}

async function merged(path: string, base: unknown, mine: unknown, decided: Schemas["Decision"][] = []) {
  return (await send<Schemas["MergeShown"]>("POST", `${path}/merge`, { body: { base, mine, decided } })).data;
}
