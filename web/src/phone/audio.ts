/** Sound between the browser and G.711: µ-law (ITU-T G.711), rates, and what waits to be heard. Without any browser API. */

export const RATE_HZ = 8000;
/** Samples, and bytes, of a frame of 20 ms. */
export const FRAME = 160;

const BIAS = 33;
const CLIP = 8158;

/** The µ-law byte of a sample from -1 to 1. */
export function encoded(sample: number): number {
  const value = Math.round(Math.max(-1, Math.min(1, sample)) * 8159);
  const sign = value < 0 ? 0x80 : 0;
  const biased = Math.min(Math.abs(value), CLIP) + BIAS;
  const exponent = 26 - Math.clz32(biased);
  return ~(sign | (exponent << 4) | ((biased >> (exponent + 1)) & 0x0f)) & 0xff;
}

const DECODED = Float32Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff;
  const size = ((((bits & 0x0f) << 1) + BIAS) << ((bits >> 4) & 7)) - BIAS;
  return (bits & 0x80 ? -size : size) / 8159;
});

/** The sample, from -1 to 1, of a µ-law byte. */
export function decoded(byte: number): number {
  return DECODED[byte] ?? 0;
}

/** Zero crossings of the filter at either side; a larger number cuts more sharply and delays longer. */
const CROSSINGS = 12;
const STEPS = 256;
const PASSED = 0.92;

/** Changes the rate of samples, one at a time, without what the lower rate cannot carry (windowed sinc). */
export class Resampler {
  private readonly step: number;
  private readonly half: number;
  private readonly kernel: Float32Array;
  private readonly past: Float32Array;
  private at = 0;
  private phase = 0;

  constructor(fromHz: number, toHz: number) {
    this.step = fromHz / toHz;
    const cutoff = Math.min(1, toHz / fromHz) * PASSED;
    this.half = Math.ceil(CROSSINGS / cutoff);
    this.kernel = kernelOf(this.half, cutoff);
    this.past = new Float32Array(2 * this.half);
  }

  /** Takes a sample, and gives those that are due before the next. */
  put(sample: number, give: (sample: number) => void): void {
    this.past[this.at] = sample;
    this.at = (this.at + 1) % this.past.length;
    for (; this.phase < 1; this.phase += this.step) give(this.between(this.phase));
    this.phase -= 1;
  }

  /** The sound `phase` of a sample behind the middle of what is known. */
  private between(phase: number): number {
    const { past, kernel, half, at } = this;
    let sum = 0;
    for (let tap = 0; tap < past.length; tap++) {
      const distance = Math.abs(tap - half + 1 - phase);
      sum += (past[(at + tap) % past.length] ?? 0) * (kernel[Math.round(distance * STEPS)] ?? 0);
    }
    return sum;
  }
}

function kernelOf(half: number, cutoff: number): Float32Array {
  return Float32Array.from({ length: half * STEPS + 1 }, (_, step) => {
    const x = step / STEPS;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
    return cutoff * sinc * Math.cos((Math.PI * x) / (2 * half)) ** 2;
  });
}

/** So many samples wait before playing begins: what the network may be late without being heard. */
export const WAIT = (RATE_HZ * 60) / 1000;
/** More than that is cut down to what may be late: the talk would lag behind. */
export const MOST = (RATE_HZ * 300) / 1000;

/** What has come and was not heard yet. */
export class Waiting {
  /** How often there was nothing left in the middle of a call. */
  gaps = 0;
  private readonly samples: number[] = [];
  private playing = false;

  put(frame: Uint8Array): void {
    for (const byte of frame) this.samples.push(decoded(byte));
    if (this.samples.length > MOST) this.samples.splice(0, this.samples.length - WAIT);
    if (this.samples.length >= WAIT) this.playing = true;
  }

  /** The next sample; silence while there is too little. */
  next(): number {
    const sample = this.playing ? this.samples.shift() : 0;
    if (sample !== undefined) return sample;
    this.playing = false;
    this.gaps += 1;
    return 0;
  }
}

/** How loud sound is, from 0 to 1, by the ear's measure: -60 dB and softer is 0. */
export class Meter {
  private sum = 0;
  private count = 0;

  put(sample: number): void {
    this.sum += sample * sample;
    this.count += 1;
  }

  /** The level since it was last asked. */
  take(): number {
    const decibels = this.count === 0 ? -Infinity : 10 * Math.log10(this.sum / this.count);
    this.sum = this.count = 0;
    return Math.max(0, Math.min(1, 1 + decibels / 60));
  }
}
