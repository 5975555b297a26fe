import { Pause, Play } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/format";
import { IconButton } from "../ui/Button";
import styles from "./PromptPlayer.module.css";
import { Waveform } from "./Waveform";
import { useObjectUrl } from "./useObjectUrl";
import { usePlayback } from "./usePlayback";
import { useSound } from "./useSound";

const STEP_S = 1;

/** A sound with its waveform: played, and heard from any place, also by the arrow keys. */
export function PromptPlayer({ src, what }: { src: string; what: string }) {
  const { t } = useTranslation("prompts");
  const format = useFormat();
  const { data: sound, error } = useSound(src);
  const { playing, at, toggle, seek } = usePlayback(useObjectUrl(sound?.file));
  const seconds = sound?.seconds ?? 0;
  const time = `${format.duration(at * 1000)} / ${format.duration(seconds * 1000)}`;

  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowRight: at + STEP_S, ArrowLeft: at - STEP_S, Home: 0, End: seconds }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    seek(Math.max(0, Math.min(seconds, to)));
  };
  const onPointer = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    seek(Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * seconds);
  };

  return (
    <div className={styles.player}>
      <IconButton
        label={t(playing ? "stop" : "play", { what })}
        icon={playing ? <Pause /> : <Play />}
        disabled={!sound}
        onClick={toggle}
      />
      <div
        role="slider"
        tabIndex={0}
        aria-label={t("position", { what })}
        aria-valuemin={0}
        aria-valuemax={Math.round(seconds)}
        aria-valuenow={Math.round(at)}
        aria-valuetext={time}
        className={styles.track}
        onKeyDown={onKey}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        {sound && <Waveform samples={sound.samples} played={seconds > 0 ? at / seconds : 0} />}
        {error && <span className={styles.soft}>{t("noSound")}</span>}
      </div>
      <span className={styles.time}>{time}</span>
    </div>
  );
}
