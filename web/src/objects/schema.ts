/** JSON schemas as `GET /kinds` has them, and what kind of input a value needs. */

export interface Schema {
  type?: string;
  title?: string;
  enum?: string[];
  const?: string;
  anyOf?: Schema[];
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  $ref?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  readOnly?: boolean;
  "x-refers"?: string;
  "x-means"?: string;
}

export type Schemas = Record<string, Schema>;

export type Shape =
  | { is: "text"; long: boolean; means: string | null }
  | { is: "number"; whole: boolean }
  | { is: "toggle" }
  | { is: "choice"; allowed: string[] }
  | { is: "reference"; kind: string }
  | { is: "list"; items: Schema }
  | { is: "group"; model: string }
  | { is: "destination"; byTime: boolean }
  | { is: "prompt" }
  | { is: "variant"; models: Record<string, string> }
  | { is: "nullable"; inner: Schema }
  | { is: "other" };

/** A text of so many characters has room for lines. */
const LONG = 500;

export function shapeOf(schema: Schema): Shape {
  if (schema.$ref) return { is: "group", model: modelOf(schema.$ref) };
  if (schema.anyOf) return ofAny(schema.anyOf);
  if (schema.discriminator) return ofUnion(schema.discriminator.mapping);
  if (schema["x-refers"]) return { is: "reference", kind: schema["x-refers"] };
  if (schema.enum) return { is: "choice", allowed: schema.enum };
  switch (schema.type) {
    case "boolean":
      return { is: "toggle" };
    case "integer":
    case "number":
      return { is: "number", whole: schema.type === "integer" };
    case "array":
      return schema.items ? { is: "list", items: schema.items } : { is: "other" };
    case "string":
      return {
        is: "text",
        long: (schema.maxLength ?? 0) >= LONG && !schema.pattern,
        means: schema["x-means"] ?? null,
      };
    default:
      return { is: "other" };
  }
}

/** `#/schemas/Ivr` -> `Ivr` */
export function modelOf(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}

/** What a new value begins as: its default, or as little as its schema permits. */
export function initial(schema: Schema, schemas: Schemas): unknown {
  if (schema.default !== undefined) return structuredClone(schema.default);
  if (schema.const !== undefined) return schema.const;
  const shape = shapeOf(schema);
  switch (shape.is) {
    case "text":
      return schema["x-means"] === "time-zone" ? "UTC" : "";
    case "number":
      return schema.minimum ?? 0;
    case "toggle":
      return false;
    case "choice":
      return shape.allowed[0];
    case "list":
      return [];
    case "group":
      return initialOf(shape.model, schemas);
    case "destination":
      return { kind: "hang_up" };
    case "prompt":
      return { kind: "announcement", name: "default" };
    case "variant":
      return initialOf(Object.values(shape.models)[0] ?? "", schemas);
    default:
      return null;
  }
}

/** A new document, or a new part of one, with all its members. */
export function initialOf(model: string, schemas: Schemas): Record<string, unknown> {
  const properties = schemas[model]?.properties ?? {};
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, initial(schema, schemas)]));
}

/** Whether a value is as a new one would be, so that nobody need see it. */
export function isInitial(value: unknown, schema: Schema, schemas: Schemas): boolean {
  return JSON.stringify(value) === JSON.stringify(initial(schema, schemas));
}

function ofAny(options: Schema[]): Shape {
  const others = options.filter((one) => one.type !== "null");
  const inner = others[0];
  if (inner && others.length === 1) return others.length < options.length ? { is: "nullable", inner } : shapeOf(inner);
  return { is: "other" };
}

function ofUnion(mapping: Record<string, string>): Shape {
  const tags = Object.keys(mapping);
  if (tags.includes("hang_up")) return { is: "destination", byTime: tags.includes("by_time") };
  if (tags.length === 2 && tags.includes("announcement")) return { is: "prompt" };
  return {
    is: "variant",
    models: Object.fromEntries(tags.map((tag) => [tag, modelOf(mapping[tag] ?? "")])),
  };
}
