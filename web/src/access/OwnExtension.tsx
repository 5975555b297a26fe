import { labelOf } from "../api/kinds";
import { useObject } from "../api/objects";
import { Badge } from "../ui/Badge";

/** Name and number of a user's extension; nothing if it is gone. */
export function OwnExtension({ id }: { id: number }) {
  const { data } = useObject("extensions", id);
  return data ? <Badge tone="accent">{labelOf(data.document)}</Badge> : null;
}
