import { useQuery } from "@tanstack/react-query";
import { send } from "../api/http";
import type { Schemas } from "../api/client";
import { pathOf } from "../api/kinds";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { Differences } from "./Differences";

/** What one write of an object has changed. */
export function OneWrite({ kind, id, revision }: { kind: string; id: number; revision: number }) {
  const { data, error } = useQuery({
    queryKey: ["write", kind, id, revision],
    queryFn: async ({ signal }) => {
      const query = { from: revision - 1, to: revision };
      return (await send<Schemas["Differences"]>("GET", `/${pathOf(kind)}/${id}/diff`, { query, signal })).data;
    },
    staleTime: Infinity,
  });
  if (error) return <ProblemNote error={error} />;
  return data ? <Differences kind={kind} fields={data.fields} names={data.names} /> : <Loading lines={2} />;
}
