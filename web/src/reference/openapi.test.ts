import { expect, test } from "vitest";
import { curlOf, grouped, innerOf, operationsOf, typeOf, type Document } from "./openapi";

const document: Document = {
  info: { title: "Test", version: "1" },
  paths: {
    "/ivrs/{id}": {
      put: {
        summary: "Replace a menu",
        tags: ["ivrs"],
        requestBody: { content: { "application/json": { example: { name: "Ann's" } } } },
      },
      get: { summary: "Read a menu", tags: ["ivrs"] },
    },
    "/v1.0/queue/list": { get: { summary: "Queues", security: [] } },
  },
};

test("operations are grouped by tag, else by their path", () => {
  const operations = operationsOf(document);
  expect(grouped(operations, "").map(([group, some]) => [group, some.map((one) => one.method)])).toEqual([
    ["ivrs", ["GET", "PUT"]],
    ["queue", ["GET"]],
  ]);
  expect(grouped(operations, "menu put").flatMap(([, some]) => some.map((one) => one.path))).toEqual(["/ivrs/{id}"]);
});

test("a command can be pasted into a shell", () => {
  const [read, replace, list] = operationsOf(document);
  expect(read && curlOf(read, "https://pbx/rest/v1")).toBe(
    `curl 'https://pbx/rest/v1/ivrs/ID' \\\n  -H "Authorization: Bearer $TOKEN"`,
  );
  expect(replace && curlOf(replace, "")).toContain(`-d '{"name":"Ann'\\''s"}'`);
  expect(list && curlOf(list, "")).toBe("curl '/v1.0/queue/list'");
});

test("types in words", () => {
  const option = { $ref: "#/components/schemas/Option" };
  expect(typeOf({ type: "array", items: option })).toBe("Option[]");
  expect(typeOf({ anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] })).toBe(
    "string (date-time) | null",
  );
  expect(typeOf({ enum: ["a", "b"] })).toBe('"a" | "b"');
  expect(innerOf({ anyOf: [{ type: "array", items: option }, { type: "null" }] })).toEqual([option]);
});
