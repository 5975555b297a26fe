/** The time zone of the tenant: that of its office. */
import { useQuery } from "@tanstack/react-query";
import { send } from "../api/http";
import type { PageOf } from "../api/objects";
import type { Documents } from "../api/kinds";
import { useMay, useMe } from "./session";

/** An IANA name; UTC as long as no office says another. */
export function useZone(): string {
  const me = useMe();
  const sees = useMay("viewer");
  const { data } = useQuery({
    queryKey: ["objects", null, "offices", "zone"],
    enabled: sees,
    queryFn: async ({ signal }) => {
      const { data } = await send<PageOf<Documents["offices"]>>("GET", "/offices", { query: { limit: 1 }, signal });
      return data.items[0]?.timezone ?? "UTC";
    },
    staleTime: 300_000,
  });
  return data ?? me.timezone;
}
