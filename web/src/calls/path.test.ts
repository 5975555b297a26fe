import { expect, test } from "vitest";
import { pathOfEvents } from "./path";
import type { CallEvent } from "./words";

function events(...told: [string, Record<string, unknown>][]): CallEvent[] {
  return told.map(([type, data]) => ({ at: "2026-01-05T12:00:00Z", type, data }));
}

test("each place is there once, with the exit by which the call left", () => {
  const way = pathOfEvents(
    events(
      ["call_started", { caller: "1", dialled: "6200" }],
      ["going_to", { kind: "time_condition", id: 7 }],
      ["time_decided", { rule: "open" }],
      ["going_to", { kind: "ivr", id: 50 }],
      ["menu_entered", { ivr: 50 }],
      ["no_input", { count: 1 }],
      ["matched", { entry: "2", by: "option" }],
      ["going_to", { kind: "ring_group", id: 9 }],
    ),
  );
  expect(way).toEqual([
    { kind: "time_condition", id: 7, exit: "open" },
    { kind: "ivr", id: 50, exit: "2" },
    { kind: "ring_group", id: 9, exit: "" },
  ]);
});

test("a menu that is heard again is there again, and what is no object of the map is not", () => {
  const way = pathOfEvents(
    events(
      ["menu_entered", { ivr: 50 }],
      ["matched", { entry: "9", by: "option" }],
      ["going_to", { kind: "play_and_return" }],
      ["menu_entered", { ivr: 50 }],
      ["no_input", { count: 1 }],
      ["going_to", { kind: "action_url", id: 3 }],
      ["going_to", { kind: "ivr", id: 51 }],
    ),
  );
  expect(way.map((step) => step.exit)).toEqual(["9", "no_input", ""]);
  expect(way.map((step) => step.id)).toEqual([50, 50, 51]);
});

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
  expect(pathOfEvents(events)).toEqual([
    { kind: "time_condition", id: 7, exit: "open" },
    { kind: "ivr", id: 50, exit: "3" },
    { kind: "ring_group", id: 9, exit: "" },
  ]);
});

test("a call that came nowhere has no way", () => {
  expect(pathOfEvents([{ type: "matched", data: { entry: "1" } }])).toEqual([]);
});
