import { expect, test } from "vitest";
import { initial, initialOf, shapeOf, type Schemas } from "./schema";

const SCHEMAS: Schemas = {
  Group: {
    properties: {
      name: { type: "string", maxLength: 100 },
      ring_time_s: { type: "integer", minimum: 1, default: 20 },
      members: { type: "array", items: { type: "integer", "x-refers": "extension" }, default: [] },
      hours: { $ref: "#/schemas/Hours" },
      music: { anyOf: [{ type: "integer", "x-refers": "music" }, { type: "null" }], default: null },
    },
  },
  Hours: { properties: { open: { type: "boolean", default: true } } },
};

test("a schema says which input its value needs", () => {
  expect(shapeOf({ type: "string", maxLength: 500 })).toEqual({ is: "text", long: true, means: null });
  expect(shapeOf({ type: "string", maxLength: 500, pattern: "x" })).toMatchObject({ is: "text", long: false });
  expect(shapeOf({ type: "integer", "x-refers": "trunk" })).toEqual({ is: "reference", kind: "trunk" });
  expect(shapeOf({ $ref: "#/schemas/Hours" })).toEqual({ is: "group", model: "Hours" });
  expect(shapeOf({ anyOf: [{ type: "boolean" }, { type: "null" }] })).toMatchObject({ is: "nullable" });
  const union = (...tags: string[]) => ({
    discriminator: { propertyName: "kind", mapping: Object.fromEntries(tags.map((tag) => [tag, `#/schemas/${tag}`])) },
  });
  expect(shapeOf(union("hang_up", "extension"))).toEqual({ is: "destination", byTime: false });
  expect(shapeOf(union("prompt", "announcement"))).toEqual({ is: "prompt" });
  expect(shapeOf(union("a", "b"))).toEqual({ is: "variant", models: { a: "a", b: "b" } });
  expect(shapeOf({ type: "object" })).toEqual({ is: "other" });
});

test("a new document has all its members", () => {
  expect(initialOf("Group", SCHEMAS)).toEqual({
    name: "",
    ring_time_s: 20,
    members: [],
    hours: { open: true },
    music: null,
  });
  expect(initial({ type: "integer", minimum: 3 }, SCHEMAS)).toBe(3);
});
