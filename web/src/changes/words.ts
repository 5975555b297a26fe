/** Places of documents and their values in words. Pure, so that a test can hold it. */
import type { Schemas } from "../api/client";

export type Step = string | number | Record<string, string | number>;
export type Names = Record<string, Schemas["NamedObject"]>;

/** What is read of i18next. */
export interface Texts {
  t: (key: string, values?: Record<string, unknown>) => string;
  exists: (key: string) => boolean;
}

const SHOWN_ITEMS = 6;
const SHOWN_LETTERS = 160;

/** "Key 1 · Goes to": where something differs, from outside to inside. */
export function placeText(path: readonly Step[], kind: string, names: Names, { t, exists }: Texts): string {
  const words: string[] = [];
  const members: string[] = [];
  for (const step of path) {
    if (typeof step === "number") continue;
    if (typeof step === "string") {
      if (step === "to" && members.at(-1) === "route") words.pop(); // where a way goes to is the way
      members.push(step);
      words.push(memberText(kind, members, { t, exists }));
    } else {
      words.pop(); // "Key 1" says that it is one of the keys
      words.push(itemText(step, members.at(-1) ?? "", names, { t, exists }));
    }
  }
  return words.filter(Boolean).join(" · ") || t("changes:whole");
}

/** The label of a member: that of the forms, or its name as it is. */
export function memberText(kind: string, members: readonly string[], { t, exists }: Texts): string {
  const last = members.at(-1) ?? "";
  const models = [members.at(-2) ?? "", kind].map(modelOf);
  const keys = [...models.map((model) => `fields:${model}.${last}`), `fields:any.${last}`];
  const known = keys.find((key) => exists(key));
  return known === undefined ? sentence(last) : t(known);
}

function itemText(step: Record<string, string | number>, list: string, names: Names, texts: Texts): string {
  const [[member, value] = ["", ""]] = Object.entries(step);
  if (member === "extension") return nameText(names[String(value)], texts);
  const key = list === "options" ? "changes:key" : `changes:item.${member}`;
  return texts.exists(key) ? texts.t(key, { value }) : String(value);
}

/** A value in words; `undefined` is not there. `ids` are pointers to the ids in it. */
export function valueText(value: unknown, ids: readonly string[], names: Names, texts: Texts): string {
  const { t } = texts;
  if (value === undefined || value === null || value === "") return t("changes:nothing");
  if (typeof value === "boolean") return t(value ? "changes:yes" : "changes:no");
  if (typeof value === "number") return ids.includes("#") ? nameText(names[String(value)], texts) : String(value);
  if (typeof value === "string") return t("changes:quoted", { text: shortened(value) });
  if (Array.isArray(value)) return listText(value, ids, names, texts);
  return objectText(value as Record<string, unknown>, ids, names, texts);
}

function listText(values: unknown[], ids: readonly string[], names: Names, texts: Texts): string {
  if (values.length === 0) return texts.t("changes:nothing");
  const shown = values.slice(0, SHOWN_ITEMS).map((item, at) => valueText(item, below(ids, at), names, texts));
  const more = values.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` ${texts.t("changes:more", { count: more })}` : "");
}

function objectText(value: Record<string, unknown>, ids: readonly string[], names: Names, texts: Texts): string {
  const { t, exists } = texts;
  const { kind, ...members } = value;
  const target = ids.map((id) => at(value, id)).find((id) => typeof id === "number");
  const named = target === undefined ? "" : nameText(names[String(target)], texts);
  if (kind === "prompt") return named;
  if (kind === "announcement") {
    const name = `announcements:${String(members["name"])}`;
    return exists(name) ? t(name) : t("changes:announcement", { name: String(members["name"]) });
  }
  if (typeof kind === "string") {
    if (kind === "number" || kind === "external_number")
      return t(`destinations:of.${kind}`, { name: outside(members) });
    if (members["mobile"] === true) return t("destinations:of.mobile", { name: named });
    if (members["prompt"] !== undefined) {
      const name = valueText(members["prompt"], below(ids, "prompt"), names, texts);
      return t(`destinations:of.${kind}`, { name });
    }
    if (named && exists(`destinations:of.${kind}`)) return t(`destinations:of.${kind}`, { name: named });
    if (exists(`destinations:kinds.${kind}`)) return t(`destinations:kinds.${kind}`);
  }
  const { keys, ...rest } = members;
  if (typeof keys === "string") return `${keys} → ${membersText(rest, ids, names, texts)}`;
  return membersText(members, ids, names, texts);
}

/** What was found under a key of a list, without that key: where it stands says it. */
export function withoutKey(value: unknown, path: readonly Step[]): unknown {
  const last = path.at(-1);
  if (typeof last !== "object" || typeof value !== "object" || value === null) return value;
  const [key = ""] = Object.keys(last);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

/** "Goes to: Sales, Time: 5": what an object has, without what it has not. */
function membersText(members: Record<string, unknown>, ids: readonly string[], names: Names, texts: Texts): string {
  const said = Object.entries(members).filter(([, value]) => !isNothing(value));
  const only = said.length === 1 ? said[0] : undefined;
  if (only && typeof only[1] === "object") return valueText(only[1], below(ids, only[0]), names, texts);
  const shown = said.map(
    ([name, value]) => `${memberText("", [name], texts)}: ${valueText(value, below(ids, name), names, texts)}`,
  );
  return shown.join(", ") || texts.t("changes:nothing");
}

export function nameText(named: Names[string] | undefined, { t }: Texts): string {
  if (named === undefined) return t("changes:gone");
  const text = named.number ? `${named.name} (${named.number})` : named.name;
  return named.deleted ? t("changes:goneNamed", { name: text }) : text;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "") return true;
  return Array.isArray(value) && value.length === 0;
}

function outside(members: Record<string, unknown>): string {
  return [members["prefix"], members["number"]].filter((part) => typeof part === "string").join("");
}

/** The pointers that go on below a member: `#/to/ivr` below `to` is `#/ivr`. */
function below(ids: readonly string[], member: string | number): string[] {
  const start = `#/${member}`;
  return ids.filter((id) => id === start || id.startsWith(`${start}/`)).map((id) => `#${id.slice(start.length)}`);
}

function at(value: unknown, pointer: string): unknown {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown> | null | undefined)?.[step], value);
}

function shortened(text: string): string {
  return text.length > SHOWN_LETTERS ? `${text.slice(0, SHOWN_LETTERS)}…` : text;
}

/** `ring_group` -> `RingGroup` */
function modelOf(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** `ring_time_s` -> "Ring time (s)" */
function sentence(member: string): string {
  const words = member.replace(/_s$/, " (s)").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
