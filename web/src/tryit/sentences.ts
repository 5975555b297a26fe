/** An event of a call as a sentence. */
import type { i18n } from "i18next";

type Data = Record<string, unknown>;

/** What would only repeat the lines around it. */
const LEFT_OUT = new Set(["prompt_ended", "call_started", "bridge_ended", "dial_started"]);

/** null for an event that says nothing of its own. */
export function sentenceOf(event: { type: string; data: object }, words: i18n): string | null {
  const { type } = event;
  const data = event.data as Data;
  if (LEFT_OUT.has(type)) return null;
  if (type === "going_to") return goingTo(data, words);
  if (type === "matched" && text(data.entry).length === 1) return null;
  const key = `tryit:event.${type}`;
  return words.exists(key) ? words.t(key, valuesOf(data, words)) : type.replaceAll("_", " ");
}

/** Menus and the end say more by themselves. */
function goingTo(data: Data, words: i18n): string | null {
  if (data.kind === "ivr" || data.kind === "hang_up") return null;
  return words.t("tryit:event.going_to", { to: [words.t(`map:to.${text(data.kind)}`), data.number].join(" ").trim() });
}

function valuesOf(data: Data, words: i18n): Record<string, string> {
  const target = data.target as { number?: string } | undefined;
  const targets = data.targets as { number: string }[] | undefined;
  const reason = text(data.outcome ?? data.cause ?? data.reason);
  const own = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, text(value)]));
  return {
    ...own,
    number: target?.number ?? targets?.map((one) => one.number).join(", ") ?? text(data.number),
    why: words.exists(`tryit:why.${reason}`) ? words.t(`tryit:why.${reason}`) : reason,
    who: words.exists(`tryit:by.${text(data.by)}`) ? words.t(`tryit:by.${text(data.by)}`) : text(data.by),
    when: words.exists(`tryit:rule.${text(data.rule)}`) ? words.t(`tryit:rule.${text(data.rule)}`) : "",
    seconds: String(Math.round(Number(data.duration_ms ?? 0) / 1000)),
  };
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
