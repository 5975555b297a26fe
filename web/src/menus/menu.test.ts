import { expect, test } from "vitest";
import { NEW_MENU, freeKey, withKey, withOption, wrongKeys, type Menu } from "./menu";

function withKeys(...keys: string[]): Menu {
  return keys.reduce(withKey, { ...NEW_MENU, name: "Main", number: "6300" });
}

const base = withKeys("1", "2");

test("keys stand in the order of the keypad", () => {
  expect(withKeys("#", "12", "0", "2", "1").options.map((option) => option.keys)).toEqual(["1", "2", "0", "#", "12"]);
  expect(freeKey(base)).toBe("3");
});

test("what is wrong with keys is known at once", () => {
  expect(wrongKeys(withOption(base, 1, { keys: "1" }), 1)).toBe("twice");
  expect(wrongKeys(withOption(base, 1, { keys: "" }), 1)).toBe("missing");
  expect(wrongKeys(withOption(base, 1, { keys: "1a" }), 1)).toBe("impossible");
  expect(wrongKeys(base, 1)).toBeNull();
});
