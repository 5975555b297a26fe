/** The kinds of objects, and what is known of their documents. */
import type { Schemas } from "./client";

/** kind, as paths name it -> the stored document. */
export interface Documents {
  ivrs: Schemas["StoredIvr"];
  extensions: Schemas["StoredExtension"];
  "extension-groups": Schemas["StoredExtensionGroup"];
  organizations: Schemas["StoredOrganization"];
  "ring-groups": Schemas["StoredRingGroup"];
  "group-voicemails": Schemas["StoredGroupVoicemail"];
  queues: Schemas["StoredQueue"];
  conferences: Schemas["StoredConference"];
  prompts: Schemas["StoredPrompt"];
  music: Schemas["StoredMusic"];
  holidays: Schemas["StoredHoliday"];
  "time-conditions": Schemas["StoredTimeCondition"];
  "api-dialplans": Schemas["StoredApiDialplan"];
  offices: Schemas["StoredOffice"];
  "sms-templates": Schemas["StoredSmsTemplate"];
  webhooks: Schemas["StoredWebhook"];
  trunks: Schemas["StoredTrunk"];
  "outbound-routes": Schemas["StoredOutboundRoute"];
  "inbound-routes": Schemas["StoredInboundRoute"];
  "caller-lists": Schemas["StoredCallerList"];
  "do-not-call-lists": Schemas["StoredDoNotCallList"];
  scenarios: Schemas["StoredScenario"];
}

export type Kind = keyof Documents;

/** What all documents have. Trunks, routes and others have no number; some have no name. */
export interface Stored {
  id: number;
  revision: number;
  name?: string;
  number?: string;
}

/** The path segment of a kind as documents and records name it: `ring_group` -> `ring-groups`. */
export function pathOf(kind: string): Kind {
  if (kind === "music") return "music";
  return `${kind.replaceAll("_", "-")}${/(x|s|ch)$/.test(kind) ? "es" : "s"}` as Kind;
}

/** "Sales (6310)", or what there is of it. */
export function labelOf(document: Stored): string {
  if (document.name && document.number) return `${document.name} (${document.number})`;
  return document.name ?? document.number ?? `#${document.id}`;
}
