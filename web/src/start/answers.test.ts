import { expect, test } from "vitest";
import { blank, freeKey, sent } from "./answers";
import type { Question } from "./useTemplates";

const asked = (name: string, kind: Question["kind"], optional = false): Question => ({
  name,
  kind,
  optional,
  label: name,
  help: "",
});

test("what may be left out and is empty is not sent", () => {
  const questions = [asked("company", "text"), asked("number", "number", true), asked("people", "extensions", true)];
  expect(sent(questions, blank(questions, []))).toEqual({ company: "" });
  expect(sent(questions, { company: "Miller", number: "6200", people: [] })).toEqual({
    company: "Miller",
    number: "6200",
  });
});

test("two languages begin with two that differ", () => {
  const questions = [asked("language_1", "language"), asked("language_2", "language")];
  expect(blank(questions, ["de", "en"])).toEqual({ language_1: "de", language_2: "en" });
});

test("a new row has the next key", () => {
  expect(
    freeKey([
      { key: "1", label: "", to: null },
      { key: "3", label: "", to: null },
    ]),
  ).toBe("2");
});
