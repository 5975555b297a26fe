import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { formatFor } from "../i18n/format";
import german from "../i18n/de/calls.json";
import english from "../i18n/en/calls.json";
import { ALL_TYPES } from "./types";
import { refsOf, wordsOf } from "./words";

const names = new Map([["extension:85", "Ann Lee (1000)"]]);

function say(type: string, data: Record<string, unknown>, language = "en"): string {
  const t = i18next.getFixedT(language, "calls");
  return wordsOf({ at: "", type, data }, t, formatFor(language, "UTC"), (ref) => names.get(`${ref.kind}:${ref.id}`));
}

beforeAll(async () => {
  await i18next.init({
    lng: "en",
    resources: { en: { calls: english }, de: { calls: german } },
    interpolation: { escapeValue: false },
  });
});

test("every event has words", () => {
  for (const type of ALL_TYPES) expect(say(type, {}), type).not.toBe(type.replaceAll("_", " "));
});

test("an event that is newer than the page is shown by its type", () => {
  expect(say("from_the_future", {})).toBe("from the future");
});

test("numbers become names, and reasons words, in each language", () => {
  const target = { kind: "extension", id: 85, number: "1000" };
  expect(say("bridged", { target })).toBe("Talks to Ann Lee (1000)");
  expect(say("bridged", { target: { ...target, id: 86 } }, "de")).toBe("Spricht mit 1000");
  expect(say("queue_left", { reason: "caller", waited_ms: 12_340 })).toBe("Leaves the queue after 12.3 s: hung up");
  expect(say("going_to", { kind: "extension_voicemail", id: 85, number: "1000" })).toBe(
    "Goes to a voicemail: Ann Lee (1000)",
  );
  expect(say("call_started", { caller: "1001", dialled: "6200", placed_by: "native:crm" })).toBe(
    "1001 is to be called for native:crm, to reach 6200",
  );
  expect(say("call_started", { caller: "", dialled: "6200" })).toBe("Number withheld calls 6200");
  expect(say("matched", { entry: "1", by: "option" })).toBe("Chooses key 1");
  expect(say("prompt_ended", { name: "x", finished: false, offset_ms: 1500 })).toBe("“x” is stopped after 1.5 s");
});

test("the key of an action URL is no object", () => {
  expect(refsOf({ at: "", type: "going_to", data: { kind: "action_url", id: 3 } })).toEqual([]);
  expect(refsOf({ at: "", type: "going_to", data: { kind: "ivr", id: 3 } })).toEqual([{ kind: "ivr", id: 3 }]);
});
