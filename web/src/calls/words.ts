/** Events of calls in words. The texts are `calls:event.TYPE`, with the fields of the event in them. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatFor, useFormat, type Format } from "../i18n/format";
import type { NameOf, Ref } from "./names";
import type { Reason } from "./reasons";

/** As records, simulations and the test phone have it; a simulation has no `seq`. */
export interface CallEvent {
  at: string;
  type: string;
  data: Record<string, unknown>;
}

interface Target {
  kind: string;
  id: number;
  number: string;
}

/** Kinds that are no objects with a path of their own, and of which objects they speak. */
const OBJECT_OF: Record<string, string> = { extension_voicemail: "extension" };
const NO_OBJECT = new Set(["action_url", "feature_code", "disa", "number", "external_number"]);

export type Words = (event: CallEvent) => string;

export function useWords(nameOf: NameOf): Words {
  const { t } = useTranslation("calls");
  const format = useFormat();
  return (event) => wordsOf(event, t, format, nameOf);
}

export function wordsOf(event: CallEvent, t: TFunction<"calls">, format: Format, nameOf: NameOf): string {
  const data = event.data;
  const values: Record<string, unknown> = { type: event.type.replaceAll("_", " "), ...valuesOf(data, t, format) };
  if (typeof data.caller === "string") values.caller = callerOf(data, t);
  if (isTarget(data.target)) values.target = targetOf(data.target, nameOf);
  if (Array.isArray(data.targets))
    values.targets = data.targets
      .filter(isTarget)
      .map((one) => targetOf(one, nameOf))
      .join(", ");
  if (event.type === "going_to") values.place = placeOf(data, t, nameOf);
  values.seconds = secondsOf(data, format);
  const key = `event.${event.type}`;
  return t([`${key}_${variantOf(event)}`, key, "event.unknown"] as never, values);
}

export function useReasonWords(): (reason: Reason) => string {
  const { t } = useTranslation("calls");
  const format = useFormat();
  return (reason) => reasonOf(reason, t, format);
}

export function reasonOf({ key, by, menu }: Reason, t: TFunction<"calls">, format: Format): string {
  const local = textOf(by.data.local);
  return t(`why.${key}` as never, {
    ...valuesOf(by.data, t, format),
    menu: menu?.name,
    // Such a time has no offset: it is what the clocks there showed.
    ...(local && { local: formatFor(format.language, "UTC").dateTime(`${local}Z`) }),
  });
}

/** The objects that an event names, to look up what they are called. */
export function refsOf(event: CallEvent): Ref[] {
  const { data } = event;
  const targets = [data.target, ...(Array.isArray(data.targets) ? (data.targets as unknown[]) : [])].filter(isTarget);
  const place = event.type === "going_to" ? refOfPlace(data) : null;
  return [...targets, ...(place ? [place] : [])].map(({ kind, id }) => ({ kind, id }));
}

/** Which of several texts of a type it is. */
function variantOf({ type, data }: CallEvent): string {
  switch (type) {
    case "call_started":
      if (data.placed_by) return "placed";
      return data.diverted_by ? "diverted" : "";
    case "call_ended":
      return data.cause === "normal" ? "normal" : "";
    case "prompt_ended":
      return data.finished ? "" : "stopped";
    case "matched":
      return String(data.by);
    case "time_decided":
      return data.rule === "holiday" ? "holiday" : "";
    case "action_answered":
      return data.action === "none" ? "none" : "";
    case "dialplan_answered":
      return data.steps === 0 ? "none" : "";
    case "dial_ended":
      return data.outcome === "answered" ? "answered" : "";
    case "conference_muted":
      return data.muted ? "yes" : "";
    case "conference_locked":
      return data.locked ? "yes" : "";
    case "forward_asked":
      return data.accepted ? "yes" : "";
    case "muted":
      return data.muted ? "yes" : "";
    case "transferred":
    case "hold":
      return data.asked_by ? "asked" : "";
    default:
      return "";
  }
}

function valuesOf(data: CallEvent["data"], t: TFunction<"calls">, format: Format): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, valueOf(field, value, t, format)]));
}

/** Words of enumerations are `value.FIELD.VALUE`; what has none is shown as it is. */
function valueOf(field: string, value: unknown, t: TFunction<"calls">, format: Format): unknown {
  if (typeof value !== "string") return value;
  if (field === "until") return format.dateTime(value);
  return t(`value.${field}.${value}` as never, { defaultValue: value });
}

function callerOf(data: Record<string, unknown>, t: TFunction<"calls">): string {
  const [number, name] = [textOf(data.caller), textOf(data.caller_name)];
  if (name && number) return `${name} (${number})`;
  return number || t("withheld");
}

function targetOf(target: Target, nameOf: NameOf): string {
  const name = nameOf({ kind: target.kind, id: target.id });
  if (target.kind === "trunk") return name ? `${target.number} (${name})` : target.number;
  return name ?? target.number;
}

function placeOf(data: Record<string, unknown>, t: TFunction<"calls">, nameOf: NameOf): string {
  const kind = t(`kind.${String(data.kind)}` as never, { defaultValue: textOf(data.description) });
  const ref = refOfPlace(data);
  const name = ref ? (nameOf(ref) ?? textOf(data.number)) : textOf(data.number);
  return name ? `${kind}: ${name}` : kind;
}

function refOfPlace(data: Record<string, unknown>): Ref | null {
  const kind = String(data.kind);
  if (typeof data.id !== "number" || NO_OBJECT.has(kind)) return null;
  return { kind: OBJECT_OF[kind] ?? kind, id: data.id };
}

function secondsOf(data: Record<string, unknown>, format: Format): string {
  const milliseconds = data.offset_ms ?? data.duration_ms ?? data.waited_ms;
  return typeof milliseconds === "number" ? format.number(Math.round(milliseconds / 100) / 10) : "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isTarget(value: unknown): value is Target {
  return typeof value === "object" && value !== null && "kind" in value && "id" in value && "number" in value;
}
