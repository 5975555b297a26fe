import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { Badge, type Tone } from "../ui/Badge";

type State = Schemas["StreamStatus"]["state"];

const LOOK_MS = 5000;
const TONES: Record<State, Tone> = { off: "warn", idle: "plain", connecting: "plain", playing: "good", failed: "bad" };

/** How the radio of a play list is now. */
export function StreamState({ id, reason = false }: { id: number; reason?: boolean }) {
  const { t } = useTranslation("music");
  const { data } = useQuery({
    queryKey: ["derived", "stream", id],
    queryFn: ({ signal }) => got(api.GET("/music/{id}/stream", { params: { path: { id } }, signal })),
    refetchInterval: LOOK_MS,
    retry: false,
  });
  if (!data) return null;
  return (
    <span>
      <Badge tone={TONES[data.state]}>{t(`states.${data.state}`)}</Badge>
      {reason && <> {data.state === "failed" ? data.reason : t(`stateHints.${data.state}`)}</>}
    </span>
  );
}
