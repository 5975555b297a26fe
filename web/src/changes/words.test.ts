import { expect, test } from "vitest";
import { placeText, valueText, type Names, type Texts } from "./words";

const known: Record<string, string> = {
  "changes:yes": "yes",
  "changes:nothing": "nothing",
  "changes:key": "Key {value}",
  "changes:gone": "gone",
  "changes:goneNamed": "{name}, deleted",
  "changes:more": "and {count} more",
  "fields:ivr.options.route": "",
  "fields:any.to": "Goes to",
  "changes:quoted": "“{text}”",
  "destinations:of.extension": "{name}",
  "destinations:of.mobile": "Mobile phone of {name}",
  "destinations:of.play_and_exit": "Play {name}, then hang up",
  "destinations:kinds.hang_up": "Hang up",
};
const texts: Texts = {
  exists: (key) => key in known,
  t: (key, values = {}) => (known[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])),
};
const names: Names = {
  "85": { kind: "extension", name: "Ann", number: "1000", deleted: false },
  "90": { kind: "prompt", name: "bye.wav", number: null, deleted: true },
};

test("where something differs", () => {
  expect(placeText(["options", { keys: "1" }, "route", "to"], "ivr", names, texts)).toBe("Key 1 · Goes to");
  expect(placeText(["agents", { extension: 85 }, "tier"], "queue", names, texts)).toBe("Ann (1000) · Tier");
  expect(placeText(["members", 3], "ring_group", names, texts)).toBe("Members");
  expect(placeText(["ring_time_s"], "extension", names, texts)).toBe("Ring time (s)");
});

test.each<[unknown, string[], string]>([
  [null, [], "nothing"],
  [true, [], "yes"],
  [85, [], "85"],
  [85, ["#"], "Ann (1000)"],
  [86, ["#"], "gone"],
  ["Main", [], "“Main”"],
  [{ kind: "hang_up" }, [], "Hang up"],
  [{ kind: "extension", extension: 85, mobile: true }, ["#/extension"], "Mobile phone of Ann (1000)"],
  [
    { kind: "play_and_exit", prompt: { kind: "prompt", prompt: 90 } },
    ["#/prompt/prompt"],
    "Play bye.wav, deleted, then hang up",
  ],
  [{ keys: "1", route: { to: { kind: "extension", extension: 85 } } }, ["#/route/to/extension"], "1 → Ann (1000)"],
  [[85, 90, 1, 2, 3, 4, 5], ["#/0"], "Ann (1000), 90, 1, 2, 3, 4 and 1 more"],
])("%j in words", (value, ids, text) => {
  expect(valueText(value, ids, names, texts)).toBe(text);
});
