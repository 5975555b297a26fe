import { Play, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";
import { onlyOne } from "./onlyOne";

interface PlayButtonProps {
  src: string;
  what: string;
  /** It was heard to its end. */
  onEnd?: (() => void) | undefined;
}

/** Plays a sound and stops it again. Only one is heard at a time. */
export function PlayButton({ src, what, onEnd }: PlayButtonProps) {
  const { t } = useTranslation("prompts");
  const [playing, setPlaying] = useState(false);
  const audio = useRef<HTMLAudioElement | null>(null);

  useEffect(() => () => audio.current?.pause(), [src]);

  const stop = () => audio.current?.pause();
  const play = async () => {
    const sound = new Audio(src);
    onlyOne(() => sound.pause());
    sound.onpause = sound.onerror = () => setPlaying(false);
    sound.onended = () => {
      setPlaying(false);
      onEnd?.();
    };
    audio.current = sound;
    setPlaying(true);
    await sound.play().catch(() => setPlaying(false));
  };

  return (
    <IconButton
      label={t(playing ? "stop" : "play", { what })}
      icon={playing ? <Square /> : <Play />}
      onClick={() => (playing ? stop() : void play())}
    />
  );
}
