/** An OpenAPI document as this screen reads it: operations by group, requests for curl, and schemas in words. Pure. */

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  additionalProperties?: Schema | boolean;
}

interface Content {
  schema?: Schema;
  example?: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Described {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Content> };
  responses?: Record<string, { description?: string; content?: Record<string, Content> }>;
  security?: unknown[];
}

export interface Document {
  info: { title: string; version: string; description?: string };
  servers?: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Operation extends Described {
  method: string;
  path: string;
  group: string;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** All operations in the order of the document, each with the group that it is shown in. */
export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const described = methods[method];
      if (!described) return [];
      return [{ ...described, method: method.toUpperCase(), path, group: described.tags?.[0] ?? groupOf(path) }];
    }),
  );
}

/** Those in which every word of the search occurs, by group. */
export function grouped(operations: readonly Operation[], search: string): [string, Operation[]][] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const text = `${operation.method} ${operation.path} ${operation.summary ?? ""} ${operation.group}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    groups.set(operation.group, [...(groups.get(operation.group) ?? []), operation]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}

/** A command to copy. Secrets are names of variables. */
export function curlOf(operation: Operation, server: string): string {
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === "query" && one.required)
    .map((one) => `${one.name}=${one.name.toUpperCase()}`)
    .join("&");
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const lines = [
    `curl ${operation.method === "GET" ? "" : `-X ${operation.method} `}'${server}${path}${query && `?${query}`}'`,
  ];
  if (operation.security?.length !== 0) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (type === "multipart/form-data") lines.push("-F file=@FILE");
  else if (type) {
    lines.push(`-H 'Content-Type: ${type}'`);
    lines.push(`-d '${JSON.stringify(content?.example ?? {}).replaceAll("'", "'\\''")}'`);
  }
  return lines.join(" \\\n  ");
}

/** The schema that a reference leads to. */
export function resolved(schema: Schema, document: Document): Schema {
  const name = nameOf(schema);
  return name === null ? schema : (document.components?.schemas?.[name] ?? {});
}

/** The name of the schema that this one refers to. */
export function nameOf(schema: Schema): string | null {
  const only = schema.allOf?.length === 1 ? schema.allOf[0] : undefined;
  const reference = schema.$ref ?? only?.$ref;
  return reference === undefined ? null : decodeURIComponent(reference.split("/").at(-1) ?? "");
}

/** The type of a value, such as `list of Option`, `string or null`, `"GET" or "POST"`. */
export function typeOf(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== null) return name;
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return several.map(typeOf).join(" | ");
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `${schema.items ? typeOf(schema.items) : "any"}[]`;
  if (schema.type === "object" && typeof schema.additionalProperties === "object") {
    return `{ … : ${typeOf(schema.additionalProperties)} }`;
  }
  return [schema.type ?? "any", schema.format && `(${schema.format})`].filter(Boolean).join(" ");
}

/** The objects that a value may hold: what is worth being opened. */
export function innerOf(schema: Schema): Schema[] {
  if (nameOf(schema) !== null) return [schema];
  const inner = [...(schema.anyOf ?? schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])];
  return inner.flatMap(innerOf);
}

function groupOf(path: string): string {
  return path.split("/").find((part) => part !== "" && !part.startsWith("{") && !/^v\d/.test(part)) ?? "/";
}
