import { Mic, MicOff, PhoneOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Timeline } from "../calls/Timeline";
import { Keypad } from "../tryit/Keypad";
import { Button, IconButton } from "../ui/Button";
import { hangUp, mute, onLevels, press, usePhone } from "./call";
import { Clock } from "./Clock";
import styles from "./PhoneDock.module.css";

/** A call that goes on. */
export function Calling() {
  const { t, i18n } = useTranslation("phone");
  const { phase, dialled, since, keys, muted, microphone, events } = usePhone();
  const pad = useRef<HTMLDivElement>(null);
  useEffect(() => pad.current?.querySelector("button")?.focus(), []);

  return (
    <div className={styles.body}>
      <div className={styles.who}>
        <span>{dialled}</span> <Clock since={since} />
      </div>
      <p role="status">{i18n.t(`phone:phase.${phase}`)}</p>
      {microphone !== null && microphone !== "on" && (
        <p className={styles.warning}>{i18n.t(`phone:microphone.${microphone}`)}</p>
      )}
      <div ref={pad} className={styles.keypad}>
        <Keypad onPress={press} />
      </div>
      <div role="log" className={styles.keys} aria-label={t("pressed")}>
        {keys}
      </div>
      <Levels listening={microphone === "on"} />
      <div className={styles.buttons}>
        <IconButton
          label={t(muted ? "unmute" : "mute")}
          icon={muted ? <MicOff /> : <Mic />}
          aria-pressed={muted}
          disabled={microphone !== "on"}
          onClick={() => mute(!muted)}
        />
        <Button variant="danger" icon={<PhoneOff />} onClick={hangUp}>
          {t("hangUp")}
        </Button>
      </div>
      <div className={styles.events}>
        <Timeline events={events} follows />
      </div>
    </div>
  );
}

/** How loud both sides are. They change ten times a second, past React. */
function Levels({ listening }: { listening: boolean }) {
  const { t } = useTranslation("phone");
  const said = useRef<HTMLMeterElement>(null);
  const heard = useRef<HTMLMeterElement>(null);
  const [gaps, setGaps] = useState(0);
  useEffect(
    () =>
      onLevels((levels) => {
        if (said.current) said.current.value = levels.said;
        if (heard.current) heard.current.value = levels.heard;
        setGaps(levels.gaps);
      }),
    [],
  );
  return (
    <div className={styles.levels}>
      <span>{t("heard")}</span>
      <meter ref={heard} min={0} max={1} aria-label={t("heard")} />
      {listening && (
        <>
          <span>{t("said")}</span>
          <meter ref={said} min={0} max={1} aria-label={t("said")} />
        </>
      )}
      <span>{t("quality")}</span>
      <span>{gaps === 0 ? t("smooth") : t("gaps", { count: gaps })}</span>
    </div>
  );
}
