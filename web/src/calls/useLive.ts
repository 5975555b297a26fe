/** What goes on now: read again soon after each event, so that the server alone knows where a caller is. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { api, got, type Schemas } from "../api/client";
import { useStream } from "../api/stream";

export type Call = Schemas["CallShown"];
export type Where = Schemas["WhereShown"];
export type Live = Schemas["LiveShown"];

/** Events after which a caller may be somewhere else. */
const MOVES = [
  ...[
    "call_started",
    "answered",
    "call_ended",
    "interrupted",
    "menu_entered",
    "going_to",
    "dial_started",
    "dial_ended",
  ],
  ...["bridged", "bridge_ended", "queue_joined", "queue_left", "queue_offered", "queue_offer_ended"],
  ...["conference_joined", "conference_left", "conference_muted", "conference_locked", "conference_waiting"],
  ...["mailbox_entered", "mailbox_opened", "parked", "park_timed_out", "picked_up", "hold", "resume", "transferred"],
];
const READ_MS = 400;
/** In case that the stream is cut off. */
const ANYWAY_MS = 15_000;

export function useLive() {
  return useQuery({
    queryKey: ["live", "calls"],
    queryFn: () => got(api.GET("/live")),
    refetchInterval: ANYWAY_MS,
    staleTime: 0,
  });
}

/** While it is there, all that is live is read again after events; once for many that come together. */
export function useFollowing(): void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ["live"] });
    }, READ_MS);
  }, [queries]);
  useStream("/calls/stream", MOVES, soon);
  useEffect(() => () => clearTimeout(timer.current), []);
}
