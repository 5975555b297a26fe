import { expect, test } from "vitest";
import type { Plain } from "../destinations/destination";
import { NEW_MENU, freeKey, routeTo, withKey, withOption, withoutOption, wrongKeys, type Menu } from "./menu";
import { merge, withTheirs } from "./merge";

const to = (extension: number): Plain => ({ kind: "extension", extension, mobile: false });

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

test("changes of different parts go together", () => {
  const mine = withOption(base, 0, { route: routeTo(to(7)) });
  const theirs = withKey({ ...base, name: "Reception" }, "3");
  const { menu, conflicts } = merge(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(menu.name).toBe("Reception");
  expect(menu.options.map((option) => option.keys)).toEqual(["1", "2", "3"]);
  expect(menu.options[0]?.route.to).toEqual(to(7));
});

test("a part that both have changed is a conflict, and either can be taken", () => {
  const mine = withOption({ ...base, name: "Mine" }, 0, { route: routeTo(to(7)) });
  const theirs = withOption({ ...base, name: "Theirs" }, 0, { route: routeTo(to(8)) });
  const { menu, conflicts } = merge(base, mine, theirs);
  expect(conflicts.map(({ part }) => part)).toEqual(["name", "options/1"]);
  expect([menu.name, menu.options[0]?.route.to]).toEqual(["Mine", to(7)]);
  expect(conflicts.reduce(withTheirs, menu)).toEqual(theirs);
});

test("a key that they have removed and we have changed is a conflict", () => {
  const mine = withOption(base, 1, { route: routeTo(to(7)) });
  const { menu, conflicts } = merge(base, mine, withoutOption(base, 1));
  expect(conflicts).toHaveLength(1);
  expect(menu.options).toHaveLength(2);
  expect(conflicts.reduce(withTheirs, menu).options).toHaveLength(1);
});
