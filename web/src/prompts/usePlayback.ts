/** Plays a sound; only one is heard at a time on the page. */
import { useCallback, useEffect, useRef, useState } from "react";
import { onlyOne } from "./onlyOne";

export interface Playback {
  playing: boolean;
  /** Seconds from the beginning. */
  at: number;
  toggle: () => void;
  seek: (at: number) => void;
}

export function usePlayback(src: string): Playback {
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const audio = useRef<HTMLAudioElement | null>(null);

  useEffect(() => {
    if (src === "") return;
    const sound = new Audio(src);
    audio.current = sound;
    sound.onplay = () => setPlaying(true);
    sound.onpause = () => setPlaying(false);
    sound.onended = () => setAt(0);
    return () => {
      sound.pause();
      sound.removeAttribute("src");
      setPlaying(false);
      setAt(0);
    };
  }, [src]);

  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function follow() {
      setAt(audio.current?.currentTime ?? 0);
      frame = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  const toggle = useCallback(() => {
    const sound = audio.current;
    if (!sound) return;
    if (sound.paused) {
      onlyOne(() => sound.pause());
      sound.play().catch(() => setPlaying(false));
    } else sound.pause();
  }, []);
  const seek = useCallback((to: number) => {
    if (audio.current) audio.current.currentTime = to;
    setAt(to);
  }, []);

  return { playing, at, toggle, seek };
}
