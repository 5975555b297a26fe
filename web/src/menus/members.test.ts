import { expect, test } from "vitest";
import { chosenOf, membersOf, rangesOf, textOf } from "./members";

test("ranges are written and read back", () => {
  const ranges = rangesOf("100-199, 250;  3000 – 3999");
  expect(ranges).toEqual([
    { first: "100", last: "199" },
    { first: "250", last: "250" },
    { first: "3000", last: "3999" },
  ]);
  expect(textOf(ranges ?? [])).toBe("100-199, 250, 3000-3999");
  expect(rangesOf("")).toEqual([]);
});

test.each(["100-1", "1-100", "abc", "5-", "199-100"])("%s is no range", (text) => {
  expect(rangesOf(text)).toBeNull();
});

test("members that only another system knows are kept", () => {
  const unknown = { kind: "unresolved", type: "organization", key: "7f" } as const;
  const before = [{ kind: "extension", extension: 1 } as const, unknown];
  expect(chosenOf(before)).toEqual([{ kind: "extension", id: 1 }]);
  expect(membersOf([{ kind: "extension_group", id: 5 }], before)).toEqual([
    { kind: "extension_group", group: 5 },
    unknown,
  ]);
});
