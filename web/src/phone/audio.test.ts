import { describe, expect, test } from "vitest";
import { FRAME, MOST, Meter, RATE_HZ, Resampler, WAIT, Waiting, decoded, encoded } from "./audio";
import { Line } from "./line";

const tone = (hertz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / rate));

function resampled(from: number, to: number, samples: Float32Array): number[] {
  const out: number[] = [];
  const resampler = new Resampler(from, to);
  for (const sample of samples) resampler.put(sample, (one) => out.push(one));
  return out;
}

/** The amplitude of a tone in samples, from the middle of them. */
function amplitude(samples: ArrayLike<number>, hertz: number, rate: number): number {
  const begin = Math.floor(samples.length / 4);
  const count = Math.floor(samples.length / 2);
  let [re, im] = [0, 0];
  for (let at = begin; at < begin + count; at++) {
    re += (samples[at] ?? 0) * Math.cos((2 * Math.PI * hertz * at) / rate);
    im += (samples[at] ?? 0) * Math.sin((2 * Math.PI * hertz * at) / rate);
  }
  return (2 * Math.hypot(re, im)) / count;
}

describe("µ-law", () => {
  test("known bytes", () => {
    expect([encoded(0), encoded(1), encoded(-1)]).toEqual([0xff, 0x80, 0x00]);
    expect(decoded(0xff)).toBeCloseTo(0);
  });

  test("every byte comes back", () => {
    // 0x7f is the negative zero.
    for (let byte = 0; byte < 256; byte++) if (byte !== 0x7f) expect(encoded(decoded(byte))).toBe(byte);
  });
});

describe("a change of the rate", () => {
  test.each([44100, 48000, 16000, 8000, 96000])("what a telephone carries passes, from and to %i Hz", (rate) => {
    expect(amplitude(resampled(rate, RATE_HZ, tone(1000, rate, 0.5)), 1000, RATE_HZ)).toBeCloseTo(0.5, 1);
    expect(amplitude(resampled(RATE_HZ, rate, tone(1000, RATE_HZ, 0.5)), 1000, rate)).toBeCloseTo(0.5, 1);
    expect(resampled(rate, RATE_HZ, new Float32Array(rate)).length).toBe(RATE_HZ);
  });

  test("what it cannot carry is no noise", () => {
    const alias = resampled(48000, RATE_HZ, tone(5500, 48000, 0.5));
    expect(amplitude(alias, 2500, RATE_HZ)).toBeLessThan(0.01);
  });
});

describe("what waits to be heard", () => {
  const frame = new Uint8Array(FRAME).fill(encoded(0.5));

  test("begins when enough is there, and again after a gap", () => {
    const waiting = new Waiting();
    waiting.put(frame);
    expect(waiting.next()).toBe(0);
    for (let have = FRAME; have < WAIT; have += FRAME) waiting.put(frame);
    for (let at = 0; at < WAIT; at++) expect(waiting.next()).toBeCloseTo(0.5, 1);
    expect([waiting.next(), waiting.gaps]).toEqual([0, 1]);
    waiting.put(frame);
    expect([waiting.next(), waiting.gaps]).toEqual([0, 1]);
  });

  test("never lags behind by more than a moment", () => {
    const waiting = new Waiting();
    for (let have = 0; have <= MOST; have += FRAME) waiting.put(frame);
    let left = 0;
    while (waiting.next() !== 0) left++;
    expect(left).toBe(WAIT);
  });
});

test("a meter shows nothing for silence and all for the loudest", () => {
  const meter = new Meter();
  expect(meter.take()).toBe(0);
  for (let at = 0; at < 10; at++) meter.put(1);
  expect(meter.take()).toBe(1);
  expect(meter.take()).toBe(0);
});

describe("a line", () => {
  test("says what the microphone has, and silence while it is muted", () => {
    const frames: Uint8Array[] = [];
    const line = new Line(
      48000,
      (one) => frames.push(one),
      () => undefined,
    );
    line.say(tone(440, 48000, 0.5));
    expect(frames.length).toBe(25);
    const said = frames.flatMap((one) => [...one]).map(decoded);
    expect(amplitude(said, 440, RATE_HZ)).toBeCloseTo(0.5, 1);
    line.muted = true;
    line.say(tone(440, 48000, 0.5));
    expect(frames.slice(27).every((one) => one.every((byte) => byte === 0xff))).toBe(true);
  });

  test("plays what has come", () => {
    const line = new Line(
      48000,
      () => undefined,
      () => undefined,
    );
    const samples = new Float32Array(48000 / 2);
    const low = tone(440, RATE_HZ, 0.5);
    for (let at = 0; at < samples.length; at += 960) {
      line.put(Uint8Array.from(low.subarray(at / 6, at / 6 + FRAME), encoded));
      line.play(samples.subarray(at, at + 960));
    }
    expect(amplitude(samples, 440, 48000)).toBeGreaterThan(0.45);
  });
});
