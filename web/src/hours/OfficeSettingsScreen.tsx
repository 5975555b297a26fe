import { OfficeScreen } from "../objects/OfficeScreen";
import { kindAt, useKinds } from "../objects/kinds";
import { Loading } from "../ui/Empty";

/** All that holds for the whole company. */
export default function OfficeSettingsScreen() {
  const kinds = useKinds();
  const info = kinds && kindAt(kinds, "offices");
  return info ? <OfficeScreen info={info} /> : <Loading />;
}
