/** Both directions of the sound of a call, at the rate of the browser's audio. It runs in an AudioWorklet. */
import { FRAME, Meter, RATE_HZ, Resampler, Waiting, encoded } from "./audio";

const LEVELS_PER_S = 10;

export interface Levels {
  said: number;
  heard: number;
  gaps: number;
}

export class Line {
  /** What the microphone gives is silence for the other side. */
  muted = false;
  private readonly waiting = new Waiting();
  private readonly down: Resampler;
  private readonly up: Resampler;
  private readonly frame = new Uint8Array(FRAME);
  private filled = 0;
  private readonly out: number[] = [];
  private readonly said = new Meter();
  private readonly heard = new Meter();
  private sinceLevels = 0;

  constructor(
    private readonly rateHz: number,
    private readonly onFrame: (frame: Uint8Array<ArrayBuffer>) => void,
    private readonly onLevels: (levels: Levels) => void,
  ) {
    this.down = new Resampler(rateHz, RATE_HZ);
    this.up = new Resampler(RATE_HZ, rateHz);
  }

  /** A frame that has come. */
  put(frame: Uint8Array): void {
    this.waiting.put(frame);
  }

  /** Takes what the microphone has, if there is one. */
  say(samples: Float32Array): void {
    for (const sample of samples) {
      this.said.put(this.muted ? 0 : sample);
      this.down.put(this.muted ? 0 : sample, (low) => this.fill(low));
    }
  }

  /** Fills what is to be heard next. */
  play(samples: Float32Array): void {
    for (let at = 0; at < samples.length; at++) {
      while (this.out.length === 0) this.up.put(this.waiting.next(), (sample) => this.out.push(sample));
      const sample = this.out.shift() ?? 0;
      this.heard.put(sample);
      samples[at] = sample;
    }
    this.sinceLevels += samples.length;
    if (this.sinceLevels < this.rateHz / LEVELS_PER_S) return;
    this.sinceLevels = 0;
    this.onLevels({ said: this.said.take(), heard: this.heard.take(), gaps: this.waiting.gaps });
  }

  private fill(sample: number): void {
    this.frame[this.filled++] = encoded(sample);
    if (this.filled < FRAME) return;
    this.filled = 0;
    this.onFrame(this.frame.slice());
  }
}
