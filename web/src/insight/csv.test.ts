import { expect, test } from "vitest";
import { csvOf } from "./csv";

test("commas, quotes and lines are quoted, and no name is a formula", () => {
  expect(csvOf([["a", 1.5, null]])).toBe("\ufeffa,1.5,\r\n");
  expect(csvOf([['x "y", z', "two\nlines"]])).toBe('\ufeff"x ""y"", z","two\nlines"\r\n');
  expect(csvOf([["=1+1", "+4930", "-x", "@y", -3]])).toBe("\ufeff'=1+1,+4930,'-x,'@y,-3\r\n");
});
