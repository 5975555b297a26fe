import { useEffect, useRef, useState } from "react";
import styles from "./PromptPlayer.module.css";
import { peaksOf } from "./peaks";

const BAR = 3;

/** Draws a sound on a canvas of its own: what was played in the colour of accents. */
export function Waveform({ samples, played }: { samples: Float32Array; played: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const shown = canvas.current;
    if (!shown) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (canvas.current && width > 0) draw(canvas.current, peaksOf(samples, Math.ceil(width / BAR)), played);
  }, [samples, played, width]);

  return <canvas ref={canvas} className={styles.wave} aria-hidden />;
}

function draw(canvas: HTMLCanvasElement, peaks: number[], played: number): void {
  const { width, height } = canvas.getBoundingClientRect();
  const context = canvas.getContext("2d");
  if (!context) return;
  canvas.width = width * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  context.scale(devicePixelRatio, devicePixelRatio);
  const colours = getComputedStyle(canvas);
  peaks.forEach((peak, place) => {
    const size = Math.max(2, peak * (height - 4));
    context.fillStyle = place < played * peaks.length ? colours.accentColor : colours.color;
    context.fillRect(place * BAR, (height - size) / 2, BAR - 1, size);
  });
}
