import { PhoneOff } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge, type Tone } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { VirtualList } from "../ui/VirtualList";
import styles from "./LiveCalls.module.css";
import { PlaceList, placeKey } from "./PlaceList";
import { useHangUp } from "./useHangUp";
import { useLive, type Call, type Where } from "./useLive";
import { useNow } from "./useNow";
import { useCallWords } from "./where";

const TONES: Partial<Record<Where["doing"], Tone>> = {
  talking: "good",
  conference: "good",
  queue: "warn",
  parked: "warn",
  ringing: "accent",
};

/** The calls that go on, all of them or those at one place. */
export function LiveCalls() {
  const { t } = useTranslation("calls");
  const { data, error, refetch } = useLive();
  const [place, setPlace] = useState<string | null>(null);
  const shown = useMemo(
    () => (data?.calls ?? []).filter((call) => place === null || (call.where && placeKey(call.where) === place)),
    [data, place],
  );
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.calls.length === 0) return <Empty title={t("nobody")} text={t("nobodyText")} />;
  return (
    <div className={styles.board}>
      <PlaceList places={data.places} total={data.calls.length} chosen={place} onChoose={setPlace} />
      <VirtualList items={shown} keyOf={(call) => call.id} label={t("live")} rowHeight={52}>
        {(call) => <LiveRow call={call} />}
      </VirtualList>
    </div>
  );
}

function LiveRow({ call }: { call: Call }) {
  const { t } = useTranslation("calls");
  const words = useCallWords();
  const format = useFormat();
  const now = useNow();
  const mayEnd = useMay("editor");
  const hangUp = useHangUp();
  const caller = words.caller(call);
  const { where } = call;
  return (
    <div className={styles.row}>
      <Link href={`/calls/${encodeURIComponent(call.id)}`} className={styles.who}>
        <strong>{caller}</strong>
        <span className={styles.dialled}>→ {call.dialled}</span>
      </Link>
      <span className={styles.where}>
        <Badge tone={(where && TONES[where.doing]) ?? "plain"}>{words.where(where) || t("running")}</Badge>
        {call.test && <Badge tone="accent">{t("test")}</Badge>}
      </span>
      <time className={styles.time} aria-label={t("duration")}>
        {format.duration(now - Date.parse(call.started_at))}
      </time>
      {mayEnd && (
        <IconButton
          label={`${t("hangUp")}: ${caller}`}
          icon={<PhoneOff />}
          onClick={() => void hangUp(call.id, caller)}
        />
      )}
    </div>
  );
}
