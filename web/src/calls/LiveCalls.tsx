import { PhoneOff } from "lucide-react";
import { useMemo, useState, type ReactNode } from "react";
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
  const row = useLiveRow();
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
        {row}
      </VirtualList>
    </div>
  );
}

/** A row for each call. What all rows need is looked up once, not by each of them while calls come and go. */
function useLiveRow(): (call: Call) => ReactNode {
  const { t } = useTranslation("calls");
  const words = useCallWords();
  const mayEnd = useMay("editor");
  const hangUp = useHangUp();
  return (call) => {
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
        <Since at={call.started_at} label={t("duration")} />
        {mayEnd && (
          <IconButton
            label={`${t("hangUp")}: ${caller}`}
            icon={<PhoneOff />}
            onClick={() => void hangUp(call.id, caller)}
          />
        )}
      </div>
    );
  };
}

function Since({ at, label }: { at: string; label: string }) {
  const now = useNow();
  const format = useFormat();
  return (
    <time className={styles.time} aria-label={label}>
      {format.duration(now - Date.parse(at))}
    </time>
  );
}
