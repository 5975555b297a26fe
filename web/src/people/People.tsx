import type { Documents, Stored } from "../api/kinds";
import { Loading } from "../ui/Empty";
import { ObjectList } from "../objects/ObjectList";
import { kindAt, useKinds } from "../objects/kinds";
import { LineLamp } from "./LineLamp";

/** Everybody with an extension, and whether their phones are there. */
export default function People() {
  const kinds = useKinds();
  const info = kinds && kindAt(kinds, "extensions");
  if (!info) return <Loading />;
  return (
    <ObjectList
      info={info}
      before={(id) => <LineLamp extension={id} />}
      after={(person: Stored) => (person as Documents["extensions"]).email ?? ""}
    />
  );
}
