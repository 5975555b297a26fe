/** All kinds of objects, as the server describes them. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Schemas as Api } from "../api/client";
import { pathOf, type Kind } from "../api/kinds";
import type { Schema, Schemas } from "./schema";

export interface KindInfo extends Omit<Api["KindShown"], "path"> {
  /** As paths name it: `ring-groups`. */
  path: Kind;
}

export interface Kinds {
  kinds: KindInfo[];
  schemas: Schemas;
}

/** undefined until it is known. */
export function useKinds(): Kinds | undefined {
  return useQuery({
    queryKey: ["kinds"],
    queryFn: async (): Promise<Kinds> => {
      const { kinds, schemas } = await got(api.GET("/kinds"));
      return { kinds: kinds.map((one) => ({ ...one, path: pathOf(one.kind) })), schemas: schemas as Schemas };
    },
    staleTime: Infinity,
  }).data;
}

/** A kind by its path. */
export function kindAt(kinds: Kinds, path: string): KindInfo | undefined {
  return kinds.kinds.find((one) => one.path === path);
}

export function schemaOf(kinds: Kinds, info: KindInfo): Schema {
  return kinds.schemas[info.model] ?? {};
}
