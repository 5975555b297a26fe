import { useObject } from "../api/objects";
import { labelOf } from "../api/kinds";

/** The trunk from which PINs were tried. */
export function LockedTrunk({ id }: { id: number }) {
  const { data } = useObject("trunks", id);
  return data ? labelOf(data.document) : null;
}

/** The menu, extension or group whose PIN was tried: a lock does not say which of them it is. */
export function LockedObject({ id }: { id: number }) {
  const menu = useObject("ivrs", id);
  const extension = useObject("extensions", menu.isError ? id : null);
  const group = useObject("group-voicemails", extension.isError ? id : null);
  const conference = useObject("conferences", group.isError ? id : null);
  const found = menu.data ?? extension.data ?? group.data ?? conference.data;
  return found ? labelOf(found.document) : null;
}
