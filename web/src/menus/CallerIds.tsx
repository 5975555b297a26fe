import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAll } from "../api/objects";
import { Button, IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import { useEditing, useErrorAt, useSet } from "./editing";
import styles from "./MenuEditor.module.css";
import { ObjectSelect } from "./ObjectSelect";
import type { Menu } from "./menu";

type CallerId = Menu["caller_ids"][number];

/** What a trunk is told who calls, when this menu sends a caller out through it. */
export function CallerIds() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const { data: trunks = [] } = useAll("trunks");
  const set = useSet();
  const errorAt = useErrorAt();
  const entries = menu.caller_ids;
  const change = (place: number, changes: Partial<CallerId>, group?: string) =>
    set({ caller_ids: entries.map((one, at) => (at === place ? { ...one, ...changes } : one)) }, group);

  return (
    <details className={styles.details} open={entries.length > 0}>
      <summary>{t("callerIds")}</summary>
      <ul className={styles.actions}>
        {entries.map((entry, place) => (
          <li key={place} className={styles.box}>
            <div className={styles.columns}>
              <ObjectSelect
                label={t("trunk")}
                kind="trunks"
                value={entry.trunk}
                disabled={readOnly}
                onChange={(trunk) => trunk !== null && change(place, { trunk })}
              />
              <Field label={t("shownNumber")} error={errorAt(`/caller_ids/${place}`)}>
                <input
                  inputMode="tel"
                  maxLength={64}
                  disabled={readOnly}
                  value={entry.number}
                  onChange={({ target }) => change(place, { number: target.value }, `caller/${place}/number`)}
                />
              </Field>
              <Field label={t("shownName")}>
                <input
                  maxLength={255}
                  disabled={readOnly}
                  value={entry.display_name}
                  onChange={({ target }) => change(place, { display_name: target.value }, `caller/${place}/name`)}
                />
              </Field>
              <Field label={t("description")}>
                <input
                  maxLength={1024}
                  disabled={readOnly}
                  value={entry.description}
                  onChange={({ target }) => change(place, { description: target.value }, `caller/${place}/text`)}
                />
              </Field>
            </div>
            {!readOnly && (
              <div>
                <IconButton
                  label={t("removeEntry")}
                  icon={<Trash2 />}
                  onClick={() => set({ caller_ids: entries.filter((_, at) => at !== place) })}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
      {trunks.length === 0 && <p className={styles.soft}>{t("noTrunks")}</p>}
      {!readOnly && trunks[0] && (
        <Button
          icon={<Plus />}
          onClick={() =>
            set({
              caller_ids: [...entries, { trunk: trunks[0]?.id ?? 0, number: "", display_name: "", description: "" }],
            })
          }
        >
          {t("addCallerId")}
        </Button>
      )}
    </details>
  );
}
