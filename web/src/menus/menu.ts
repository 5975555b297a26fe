/** A menu as it is edited, and what can be done with its keys. Pure. */
import type { Schemas } from "../api/client";
import type { Complete } from "../api/complete";
import { HANG_UP, type Destination, type Route } from "../destinations/destination";

export type Menu = Complete<Schemas["Ivr"]>;
export type Option = Menu["options"][number];
export type Retry = Menu["no_input"];
export type Action = Menu["actions"][number];
export type DirectDial = Menu["direct_dial"];

export const KEYPAD = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;
/** The key that the calling tone of a fax machine counts as. */
export const FAX = "F";

const RETRY: Retry = { retries: 2, retry_prompt: null, final_prompt: null, route: routeTo(HANG_UP) };

export const NEW_MENU: Menu = {
  name: "",
  number: "",
  description: "",
  language: "",
  greeting: [],
  transfer_prompt: null,
  response_timeout_s: 5,
  digit_timeout_s: 3,
  ambiguous_timeout_s: null,
  options: [],
  unassigned_stop_recording: [],
  no_input: RETRY,
  // Whoever slips should get another chance: the API's own default is none.
  no_match: RETRY,
  transfer_failed: null,
  direct_dial: {
    mode: "off",
    allow: [],
    restrict: [],
    services: "off",
    ring_groups: [],
    queues: [],
    conferences: [],
    unresolved_services: [],
    exclude: [],
  },
  outbound_dial: { enabled: false, routes: [] },
  feature_codes: [],
  alert_info: "",
  record: false,
  disa_pin_required: true,
  night: { enabled: false, route: null },
  caller_ids: [],
  actions: [],
};

export function routeTo(to: Destination): Route {
  return { to, stop_recording: false };
}

/** The document of a stored menu, without its identity. */
export function menuOf(stored: Schemas["StoredIvr"]): Menu {
  const members = Object.entries(stored).filter(([name]) => name !== "id" && name !== "revision");
  return Object.fromEntries(members) as unknown as Menu;
}

/** The menu with one more key, in its place: 1 to 9, then 0, *, #, then longer ones. */
export function withKey(menu: Menu, keys: string): Menu {
  const option: Option = {
    keys,
    route: routeTo(HANG_UP),
    ambiguous_timeout_s: null,
    sms_template: null,
    webhook: null,
  };
  const at = menu.options.findIndex((one) => rank(one.keys) > rank(keys));
  const options = [...menu.options];
  options.splice(at < 0 ? options.length : at, 0, option);
  return { ...menu, options };
}

function rank(keys: string): number {
  const place = "1234567890*#F".indexOf(keys);
  return keys.length === 1 && place >= 0 ? place : 100;
}

/** The lowest key of the keypad that leads nowhere yet; "" when all do. */
export function freeKey(menu: Menu): string {
  const taken = new Set(menu.options.map((option) => option.keys));
  return ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].find((key) => !taken.has(key)) ?? "";
}

export function withOption(menu: Menu, place: number, changes: Partial<Option>): Menu {
  return { ...menu, options: menu.options.map((option, at) => (at === place ? { ...option, ...changes } : option)) };
}

export function withoutOption(menu: Menu, place: number): Menu {
  return { ...menu, options: menu.options.filter((_, at) => at !== place) };
}

/** What is wrong with the keys of an option, before the server is asked; null for nothing. */
export function wrongKeys(menu: Menu, place: number): "missing" | "twice" | "impossible" | null {
  const keys = menu.options[place]?.keys ?? "";
  if (keys === "") return "missing";
  if (!/^([0-9*#]{1,16}|F)$/.test(keys)) return "impossible";
  return menu.options.some((other, at) => at !== place && other.keys === keys) ? "twice" : null;
}

/** A copy to be stored as a new menu: PINs and passwords are not copied, and neither is what another system calls it. */
export function copyOf(menu: Menu, name: string): Menu {
  return { ...menu, name, number: "" };
}
