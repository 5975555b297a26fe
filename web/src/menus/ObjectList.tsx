import { Plus, X } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useKnowName, useNames } from "../api/names";
import { calledName, useCalled } from "../destinations/useDestinationText";
import { useSearch } from "../search/useSearch";
import { Combobox } from "../ui/Combobox";
import styles from "./ObjectList.module.css";

export interface Chosen {
  kind: string;
  id: number;
}

interface ListProps {
  label: string;
  /** As the search names them. */
  kinds: readonly string[];
  value: readonly Chosen[];
  disabled?: boolean;
  error?: string;
  onChange: (chosen: Chosen[]) => void;
}

/** Objects that are chosen one after the other, by searching. */
export function ObjectList({ label, kinds, value, disabled = false, error, onChange }: ListProps) {
  const { t } = useTranslation("menus");
  const id = useId();
  const [query, setQuery] = useState<string | null>(null);
  const { hits: found, busy } = useSearch(query ?? "", kinds, 50, query !== null);
  const names = useNames(value.map((one) => one.id));
  const called = useCalled();
  const know = useKnowName();
  const chosen = new Set(value.map((one) => one.id));
  const hits = found.filter((hit) => hit.where !== "reference" && !chosen.has(hit.id));

  return (
    <div className={styles.list}>
      <label htmlFor={id}>{label}</label>
      {value.length > 0 && (
        <ul className={styles.chips}>
          {value.map((one) => {
            const text = called(names.get(one.id));
            return (
              <li key={one.id}>
                {text}
                {!disabled && (
                  <button
                    type="button"
                    aria-label={t("remove", { name: text })}
                    onClick={() => onChange(value.filter((other) => other.id !== one.id))}
                  >
                    <X aria-hidden />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {!disabled && (
        <Combobox
          id={id}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          text=""
          icon={<Plus aria-hidden />}
          placeholder={t("addTo")}
          groups={[
            {
              title: label,
              options: hits.map((hit) => ({
                id: `${hit.id}`,
                label: calledName(hit),
                detail: kinds.length > 1 ? t(`objectKinds.${hit.kind}`) : "",
              })),
            },
          ]}
          busy={busy}
          onQuery={setQuery}
          onChoose={(which) => {
            const hit = hits.find((one) => `${one.id}` === which);
            if (!hit) return;
            know(hit);
            onChange([...value, { kind: hit.kind, id: hit.id }]);
          }}
          nothing={t("destinations:notFound")}
        />
      )}
      {error && (
        <div className={styles.error} role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
