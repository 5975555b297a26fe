/** Answers to the questions of a template, as a form holds them and as the API takes them. Pure. */
import type { Plain } from "../destinations/destination";
import type { Week } from "../hours/week";
import type { Question } from "./useTemplates";

export interface KeyRow {
  key: string;
  label: string;
  to: Plain | null;
}

export type Answer = string | KeyRow[] | number[] | Week | Plain | null;
export type Answers = Record<string, Answer>;

export const KEYS = "1 2 3 4 5 6 7 8 9 0 * #".split(" ");

/** Where a form begins. Two languages begin with the first two that there are. */
export function blank(questions: readonly Question[], languages: readonly string[]): Answers {
  const left = [...languages];
  return Object.fromEntries(questions.map((question) => [question.name, blankOf(question, left)]));
}

function blankOf({ kind }: Question, languages: string[]): Answer {
  switch (kind) {
    case "text":
    case "number":
      return "";
    case "keys":
      return [{ key: "1", label: "", to: null }];
    case "extensions":
    case "holidays":
      return [];
    case "language":
      return languages.shift() ?? "en";
    case "hours":
    case "destination":
      return null;
  }
}

/** What is sent: what was left empty is left out, where the template may do without it. */
export function sent(questions: readonly Question[], answers: Answers): Answers {
  const given = questions.flatMap(({ name, optional }): [string, Answer][] => {
    const answer = answers[name] ?? null;
    const empty = answer === null || answer === "" || (Array.isArray(answer) && answer.length === 0);
    return optional && empty ? [] : [[name, answer]];
  });
  return Object.fromEntries(given);
}

/** The first key that no row has. */
export function freeKey(rows: readonly KeyRow[]): string {
  const taken = new Set(rows.map((row) => row.key));
  return KEYS.find((key) => !taken.has(key)) ?? "";
}
