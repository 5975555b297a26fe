import { expect, test } from "vitest";
import { gradeOf } from "./grade";

test("a mean opinion score as a word", () => {
  expect([4.4, 4, 3.99, 3.6, 3.59, 1].map(gradeOf)).toEqual(["good", "good", "fair", "fair", "poor", "poor"]);
});
