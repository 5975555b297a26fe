/** What fields, values and kinds are called. Texts are looked for under the model first, then under `any`. */
import { useTranslation } from "react-i18next";

export interface Labels {
  kind: (kind: string) => string;
  kinds: (kind: string) => string;
  field: (model: string, name: string) => string;
  hint: (model: string, name: string) => string;
  value: (name: string, value: string) => string;
  /** What null stands for. */
  none: (model: string, name: string) => string;
  /** "seconds" for `ring_time_s`; empty where a number has no unit. */
  unit: (name: string) => string;
}

const UNITS: Record<string, string> = { _s: "seconds", _ms: "milliseconds", _days: "days", _mb: "megabytes" };

export function useLabels(): Labels {
  const { i18n } = useTranslation();
  const first = (...keys: string[]) => {
    const found = keys.find((key) => i18n.exists(key));
    return found === undefined ? "" : i18n.t(found);
  };
  return {
    kind: (kind) => first(`kinds:one.${kind}`) || inWords(kind),
    kinds: (kind) => first(`kinds:many.${kind}`) || inWords(kind),
    field: (model, name) => first(`fields:${model}.${name}`, `fields:any.${name}`) || inWords(name),
    hint: (model, name) => first(`hints:${model}.${name}`, `hints:any.${name}`),
    value: (name, value) => first(`values:${name}.${value}`, `values:any.${value}`) || inWords(value),
    none: (model, name) =>
      first(`values:none.${model}_${name}`, `values:none.${name}`, `values:none.${model}`, "values:none.any"),
    unit: (name) => {
      const suffix = Object.keys(UNITS).find((one) => name.endsWith(one) || name === `keep${one}`);
      return suffix ? first(`values:unit.${UNITS[suffix] ?? ""}`) : "";
    },
  };
}

/** `ring_time_s` -> "Ring time s": for what nobody has given a name yet. */
function inWords(name: string): string {
  const words = name.replaceAll(/[_-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
