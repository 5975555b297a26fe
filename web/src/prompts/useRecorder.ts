/** Records from the microphone. */
import { useCallback, useEffect, useRef, useState } from "react";

export interface Recorder {
  state: "idle" | "recording" | "refused";
  /** How loud it is now, 0 to 1. */
  level: number;
  start: () => Promise<void>;
  stop: () => void;
}

/** `onDone` gets what was recorded, as the browser writes it. The microphone is released at each end. */
export function useRecorder(onDone: (recording: Blob) => void): Recorder {
  const [state, setState] = useState<Recorder["state"]>("idle");
  const [level, setLevel] = useState(0);
  const release = useRef<(() => void) | null>(null);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  }, [onDone]);

  const stop = useCallback(() => release.current?.(), []);
  useEffect(() => stop, [stop]);

  const start = useCallback(async () => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, autoGainControl: true } });
      const recorder = new MediaRecorder(stream);
      const chunks: Blob[] = [];
      const meter = metered(stream, setLevel);
      recorder.ondataavailable = ({ data }) => chunks.push(data);
      recorder.onstop = () => done.current(new Blob(chunks, { type: recorder.mimeType }));
      release.current = () => {
        release.current = null;
        if (recorder.state !== "inactive") recorder.stop();
        for (const track of stream.getTracks()) track.stop();
        meter();
        setLevel(0);
        setState("idle");
      };
      recorder.start();
      setState("recording");
    } catch {
      // No microphone, no permission, or no safe connection: all have the same remedy.
      setState("refused");
    }
  }, []);

  return { state, level, start, stop };
}

/** Tells the level until the function that it gives is called. */
function metered(stream: MediaStream, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  const samples = new Float32Array(analyser.fftSize);
  context.createMediaStreamSource(stream).connect(analyser);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    tell(Math.min(1, Math.max(...samples.map(Math.abs)) * 1.5));
  }, 60);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
