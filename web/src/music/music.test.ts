import { expect, test } from "vitest";
import { documentOf, moved, NEW } from "./music";

test("an item moves to its new place, and not beyond the ends", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});

test("a list without a stream has none", () => {
  expect(documentOf({ ...NEW, stream: "  " }).stream).toBeNull();
  expect(documentOf({ ...NEW, stream: " https://radio.example/a " }).stream).toBe("https://radio.example/a");
});
