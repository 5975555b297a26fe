/** Where a call can go next, as documents say it, and what is known of each kind. */
import {
  BookUser,
  CalendarClock,
  Clock,
  FileAudio,
  Globe,
  KeyRound,
  ListTree,
  Mail,
  PhoneForwarded,
  PhoneOff,
  PhoneOutgoing,
  RotateCcw,
  Undo2,
  User,
  Users,
  UsersRound,
  Video,
  type LucideIcon,
} from "lucide-react";
import type { Schemas } from "../api/client";
import type { Complete } from "../api/complete";

export type Destination = Complete<NonNullable<Schemas["Route"]["to"]>>;
export type Plain = Exclude<Destination, { kind: "by_time" }>;
export type DestinationKind = Destination["kind"];
export type Route = Complete<Schemas["Route"]>;

export const HANG_UP: Plain = { kind: "hang_up" };

export const ICONS: Record<DestinationKind, LucideIcon> = {
  hang_up: PhoneOff,
  extension: User,
  ivr: ListTree,
  external_number: PhoneOutgoing,
  play_and_exit: FileAudio,
  play_and_return: Undo2,
  ring_group: Users,
  time_condition: CalendarClock,
  number: PhoneForwarded,
  repeat: RotateCcw,
  disa: KeyRound,
  extension_voicemail: Mail,
  group_voicemail: Mail,
  queue: UsersRound,
  conference: Video,
  dial_by_name: BookUser,
  api_dialplan: Globe,
  by_time: Clock,
};

/** Kinds that lead to an object, and the member that has its id. */
const TARGETS = {
  extension: "extension",
  ivr: "ivr",
  ring_group: "ring_group",
  time_condition: "time_condition",
  extension_voicemail: "extension",
  group_voicemail: "group_voicemail",
  queue: "queue",
  conference: "conference",
  api_dialplan: "api_dialplan",
} as const;

/** The id of the object that it leads to; null where it leads to none. */
export function targetOf(to: Destination): number | null {
  if (!(to.kind in TARGETS)) return null;
  const member = TARGETS[to.kind as keyof typeof TARGETS];
  return (to as unknown as Record<string, number>)[member] ?? null;
}

/** Kinds of objects that a destination can be, as the search names them, the most wanted first. */
export const OBJECT_KINDS = [
  "ivr",
  "extension",
  "ring_group",
  "queue",
  "time_condition",
  "group_voicemail",
  "conference",
  "api_dialplan",
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** Leads to an object of a kind. */
export function leadingTo(kind: ObjectKind, id: number): Plain {
  switch (kind) {
    case "ivr":
      return { kind, ivr: id };
    case "extension":
      return { kind, extension: id, mobile: false };
    case "ring_group":
      return { kind, ring_group: id };
    case "queue":
      return { kind, queue: id, priority: 0 };
    case "time_condition":
      return { kind, time_condition: id };
    case "group_voicemail":
      return { kind, group_voicemail: id };
    case "conference":
      return { kind, conference: id };
    case "api_dialplan":
      return { kind, api_dialplan: id };
  }
}

/** Kinds that stand for themselves, as a picker offers them. */
export const ACTIONS = [
  "hang_up",
  "repeat",
  "play_and_exit",
  "play_and_return",
  "dial_by_name",
  "disa",
] as const satisfies readonly Plain["kind"][];

export function action(kind: (typeof ACTIONS)[number] | "by_time"): Destination {
  switch (kind) {
    case "by_time":
      return {
        kind,
        when: { hours: null, holidays: [], timezone: null },
        holiday: null,
        open: HANG_UP,
        closed: HANG_UP,
      };
    case "play_and_exit":
    case "play_and_return":
      return { kind, prompt: { kind: "announcement", name: "goodbye" }, times: 1 };
    default:
      return { kind };
  }
}

/** What was typed as a number that can be dialled; "" for what is none. */
export function dialled(query: string): string {
  const number = query.replace(/[\s()/.-]/g, "");
  return /^\+?[0-9*#]{1,32}$/.test(number) ? number : "";
}
