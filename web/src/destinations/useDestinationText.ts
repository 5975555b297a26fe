/** A destination in words. */
import { useTranslation } from "react-i18next";
import { useName, type Named } from "../api/names";
import { targetOf, type Destination } from "./destination";

/** "Sales (6310)", "Voicemail of Ann (1000)", "Hang up". Empty while the name is not known yet. */
export function useDestinationText(to: Destination | null): string {
  const { t } = useTranslation("destinations");
  const prompt = to !== null && "prompt" in to ? to.prompt : null;
  const target = useName(to === null ? null : targetOf(to));
  const custom = useName(prompt?.kind === "prompt" ? prompt.prompt : null);
  if (to === null) return t("nothing");
  if (prompt !== null) {
    const name = prompt.kind === "prompt" ? (custom?.name ?? "") : t("prompts:builtIn", { name: prompt.name });
    return t(`of.${to.kind}`, { name });
  }
  if (to.kind === "number") return t("of.number", { name: to.number });
  if (to.kind === "external_number") return t("of.external_number", { name: to.prefix + to.number });
  if (targetOf(to) === null) return t(`kinds.${to.kind}`);
  if (target === undefined) return "";
  if (target === null) return t("gone");
  return t(to.kind === "extension" && to.mobile ? "of.mobile" : `of.${to.kind}`, { name: calledName(target) });
}

/** What an object is called whose name may not be known yet, or that may be deleted. */
export function useCalled(): (named: Named | null | undefined) => string {
  const { t } = useTranslation("destinations");
  return (named) => (named === undefined ? "…" : named === null ? t("gone") : calledName(named));
}

export function calledName(named: Named): string {
  return named.number ? `${named.name} (${named.number})` : named.name;
}
