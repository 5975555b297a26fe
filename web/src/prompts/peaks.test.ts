import { expect, test } from "vitest";
import { peaksOf } from "./peaks";

test("each part of a sound has its loudest sample", () => {
  const samples = new Float32Array([0, 0.5, -0.25, 0, 0, -1, 0.125, 0]);
  expect(peaksOf(samples, 4)).toEqual([0.5, 0.25, 1, 0.125]);
  expect(peaksOf(samples, 1)).toEqual([1]);
});

test("there may be more parts than samples, or no samples at all", () => {
  expect(peaksOf(new Float32Array([0.5]), 3)).toEqual([0.5, 0.5, 0.5]);
  expect(peaksOf(new Float32Array(0), 2)).toEqual([0, 0]);
});
