import { expect, test } from "vitest";
import { reasonsOf } from "./reasons";
import type { CallEvent } from "./words";

const event = (type: string, data: Record<string, unknown> = {}): CallEvent => ({ at: "", type, data });

/** The keys of the reasons, by the types of the events at which they stand. */
function told(events: CallEvent[], hidden: readonly string[] = []): [string, string][] {
  const shown = new Set(events.filter((one) => !hidden.includes(one.type)));
  return [...reasonsOf(events, shown)].map(([at, reason]) => [at.type, reason.key]);
}

const MENU = event("menu_entered", { ivr: 7, name: "Main" });

test("a key explains where the call went, at the first step that is shown", () => {
  const events = [MENU, event("matched", { entry: "1", by: "option" }), event("going_to"), event("queue_joined")];
  expect(told(events)).toEqual([["going_to", "key"]]);
  expect(told(events, ["going_to"])).toEqual([["queue_joined", "key"]]);
  expect([...reasonsOf(events, new Set(events)).values()][0]?.menu).toEqual({ id: 7, name: "Main" });
});

test("silence after which the menu is heard again explains nothing", () => {
  const silence = event("no_input", { count: 1 });
  expect(told([MENU, silence, event("prompt_started"), silence, event("going_to")])).toEqual([
    ["going_to", "no_input"],
  ]);
});

test("a decision by time has its own reason, and a trunk is one", () => {
  const outside = event("call_started", { trunk: 3, dialled: "030" });
  const decided = event("time_decided", { by: "Office hours" });
  expect(told([outside, event("going_to"), decided, event("going_to")])).toEqual([
    ["going_to", "trunk"],
    ["time_decided", "time_by"],
  ]);
});

test("only a call that was in vain explains what follows", () => {
  const ended = (outcome: string) => event("dial_ended", { outcome });
  expect(told([ended("busy"), event("going_to")])).toEqual([["going_to", "not_answered"]]);
  expect(told([ended("answered"), event("call_ended")])).toEqual([]);
});
