/** Which members of a kind come first in its form; all others are below "More". A kind that is not here has all at once. */

export interface Section {
  /** A text of `objects.json`, below `sections`, and if wanted below `about`; empty for the first. */
  title: string;
  fields: readonly string[];
}

const LAYOUTS: Record<string, readonly Section[]> = {
  Extension: [
    { title: "", fields: ["name", "number", "email", "mobile", "ring_time_s"] },
    { title: "forwarding", fields: ["forwarding"] },
    { title: "voicemail", fields: ["voicemail"] },
  ],
  RingGroup: [
    { title: "", fields: ["name", "number"] },
    { title: "ringing", fields: ["members", "strategy", "ring_time_s", "timeout_s"] },
    { title: "unanswered", fields: ["failover"] },
  ],
  Queue: [
    { title: "", fields: ["name", "number", "language"] },
    { title: "agents", fields: ["agents", "strategy", "ring_time_s", "wrap_up_s"] },
    { title: "waiting", fields: ["music", "join_prompt", "say_position", "say_wait", "max_wait_s", "max_callers"] },
    { title: "unanswered", fields: ["failover", "on_full", "on_empty", "keys"] },
  ],
  Conference: [
    { title: "", fields: ["name", "number", "language", "max_members"] },
    { title: "moderation", fields: ["moderators", "wait_for_moderator", "without_moderator", "mute_on_entry"] },
  ],
  GroupVoicemail: [
    { title: "", fields: ["name", "number", "members", "delivery", "light"] },
    { title: "voicemail", fields: ["voicemail"] },
  ],
  Trunk: [
    { title: "", fields: ["name", "enabled", "type", "host", "port", "transport", "encryption", "username"] },
    { title: "numbers", fields: ["did_numbers", "caller_id", "keep_caller_id"] },
    { title: "limits", fields: ["max_calls", "max_incoming_calls", "max_outgoing_calls", "options_interval_s"] },
  ],
  InboundRoute: [{ title: "", fields: ["name", "pattern", "trunks", "to"] }],
  OutboundRoute: [
    { title: "", fields: ["name", "patterns", "trunks"] },
    { title: "allowed", fields: ["all_extensions", "extensions"] },
  ],
  Scenario: [
    { title: "", fields: ["name", "dialled", "caller", "trunk", "withheld", "at", "keys"] },
    { title: "ends", fields: ["outcome", "ends_at"] },
  ],
  Office: [
    { title: "where", fields: ["timezone", "language", "country", "area_code", "tone_country", "region"] },
    { title: "hours", fields: ["hours", "night_mode", "closure"] },
    { title: "calls", fields: ["max_calls", "hold_limit_s", "transfer_recall", "music", "calling_hours"] },
    { title: "recordings", fields: ["record_notice"] },
    {
      title: "retention",
      fields: ["keep_calls_days", "keep_recordings_days", "keep_recordings_mb", "keep_versions_days"],
    },
    { title: "emergency", fields: ["emergency"] },
    { title: "mailboxes", fields: ["voicemail"] },
    { title: "names", fields: ["directory"] },
    { title: "pickup", fields: ["pickup"] },
    { title: "parking", fields: ["parking"] },
    { title: "codes", fields: ["feature_codes"] },
  ],
};

/** The sections of a form, and what is below "More". */
export function layoutOf(model: string, members: readonly string[]): { sections: Section[]; more: string[] } {
  const known = LAYOUTS[model];
  if (!known) return { sections: [{ title: "", fields: members }], more: [] };
  const sections = known.map((one) => ({ ...one, fields: one.fields.filter((name) => members.includes(name)) }));
  const placed = new Set(sections.flatMap((one) => one.fields));
  return { sections, more: members.filter((name) => !placed.has(name)) };
}
