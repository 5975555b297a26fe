import { expect, test } from "vitest";
import { pathOf } from "./path";

test("the way of a call is the places where it was, and how it left each", () => {
  const events = [
    { type: "call_started", data: {} },
    { type: "going_to", data: { kind: "time_condition", id: 7 } },
    { type: "time_decided", data: { rule: "open" } },
    { type: "going_to", data: { kind: "ivr", id: 50 } },
    { type: "menu_entered", data: { ivr: 50 } },
    { type: "no_input", data: { count: 1 } },
    { type: "key_pressed", data: { digit: "3" } },
    { type: "matched", data: { entry: "3", by: "option" } },
    { type: "going_to", data: { kind: "by_time", id: null } },
    { type: "time_decided", data: { rule: "closed" } },
    { type: "going_to", data: { kind: "ring_group", id: 9 } },
  ];
  expect(pathOf(events)).toEqual([
    { kind: "time_condition", id: 7, exit: "open" },
    { kind: "ivr", id: 50, exit: "3" },
    { kind: "ring_group", id: 9, exit: "" },
  ]);
});

test("a call that came nowhere has no way", () => {
  expect(pathOf([{ type: "matched", data: { entry: "1" } }])).toEqual([]);
});
