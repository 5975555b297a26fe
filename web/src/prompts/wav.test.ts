import { expect, test } from "vitest";
import { trimmed, wavOf } from "./wav";

test("samples become a file of 16 bits, and none is louder than it can be", async () => {
  const bytes = new DataView(await wavOf(new Float32Array([0, 1, -1, 2]), 16_000).arrayBuffer());
  expect(new TextDecoder().decode(bytes.buffer.slice(0, 16))).toBe("RIFF\u{2c}\0\0\0WAVEfmt ");
  expect([bytes.getUint32(24, true), bytes.getUint32(40, true)]).toEqual([16_000, 8]);
  expect([44, 46, 48, 50].map((at) => bytes.getInt16(at, true))).toEqual([0, 32767, -32768, 32767]);
});

test("silence is cut off at both ends, and a breath of it stays", () => {
  const samples = new Float32Array(1000).fill(0.001);
  samples[400] = 0.5;
  samples[600] = -0.5;
  expect(trimmed(samples, 1000)).toHaveLength(100 + 201 + 100);
  expect(trimmed(new Float32Array(50), 1000)).toHaveLength(50);
});
