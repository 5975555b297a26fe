import { useTranslation } from "react-i18next";
import type { Stored } from "../api/kinds";
import { useLabels } from "./labels";

/** Members of documents that say most in a list, in their order; those that a document lacks are left out. */
const TELLING = [
  "host",
  "strategy",
  "type",
  "region",
  "refusal",
  "members",
  "agents",
  "prompts",
  "numbers",
  "url",
  "pattern",
];

/** An object in a few words: "5 members · One after the other". */
export function Summary({ kind, document }: { kind: string; document: Stored }) {
  const { i18n } = useTranslation();
  const labels = useLabels();
  const members = document as unknown as Record<string, unknown>;
  const told = TELLING.flatMap((name) => {
    const value = members[name];
    if (Array.isArray(value))
      return [i18n.t(`objects:counted`, { count: value.length, what: labels.field(kind, name) })];
    if (typeof value !== "string" || value === "") return [];
    return ["strategy", "type", "refusal"].includes(name) ? [labels.value(name, value)] : [value];
  });
  return <>{told.join(" · ")}</>;
}
