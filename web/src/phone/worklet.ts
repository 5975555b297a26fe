/** The audio thread's end of a call: frames come and go by its port. */
import { Line } from "./line";

// TypeScript's library has the page's side of audio only.
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare const sampleRate: number;

registerProcessor(
  "line",
  class extends AudioWorkletProcessor {
    private readonly line = new Line(
      sampleRate,
      (frame) => this.port.postMessage(frame, [frame.buffer]),
      (levels) => this.port.postMessage(levels),
    );

    constructor() {
      super();
      this.port.onmessage = ({ data }: MessageEvent<ArrayBuffer | boolean>) => {
        if (typeof data === "boolean") this.line.muted = data;
        else this.line.put(new Uint8Array(data));
      };
    }

    process([microphone]: Float32Array[][], [speaker]: Float32Array[][]): boolean {
      if (microphone?.[0]) this.line.say(microphone[0]);
      if (speaker?.[0]) this.line.play(speaker[0]);
      return true;
    }
  },
);
