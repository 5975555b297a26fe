import { expect, test } from "vitest";
import { actsOf, scriptOf } from "./script";

test.each(["1 wait:3 #", "wait:0.5 1 2 hangup", "speaks:5 hold resume", ""])("%s is read and written", (script) => {
  expect(scriptOf(actsOf(script) ?? [])).toBe(script);
});

test("keys may stand together", () => {
  expect(scriptOf(actsOf("12#") ?? [])).toBe("1 2 #");
});

test("what is no script is none", () => {
  expect(actsOf("1 sing")).toBeNull();
});
