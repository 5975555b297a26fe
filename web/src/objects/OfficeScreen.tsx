import { useAll } from "../api/objects";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import type { KindInfo } from "./kinds";
import { ObjectPage } from "./ObjectPage";

/** The one object of a kind of which there is at most one; it begins with the defaults where there is none yet. */
export function OfficeScreen({ info }: { info: KindInfo }) {
  const { data, error, refetch } = useAll(info.path);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <ObjectPage key={data[0]?.id ?? "new"} info={info} id={data[0]?.id ?? null} />;
}
