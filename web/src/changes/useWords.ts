import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { placeText, valueText, withoutKey, type Names, type Step } from "./words";

export interface Words {
  /** Where in a document, such as "Key 1 · Goes to". */
  place: (path: readonly Step[]) => string;
  /** What stands at a place. */
  value: (value: unknown, ids: readonly string[], path: readonly Step[]) => string;
}

/** Differences of objects of a kind in the language of the page. */
export function useWords(kind: string, names: Names): Words {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const texts = {
      t: (key: string, values?: Record<string, unknown>) => i18n.t(key, values ?? {}),
      exists: (key: string) => i18n.exists(key),
    };
    return {
      place: (path) => placeText(path, kind, names, texts),
      value: (value, ids, path) => valueText(withoutKey(value, path), ids, names, texts),
    };
    // The language is what the texts depend on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [kind, names, i18n, i18n.language]);
}
