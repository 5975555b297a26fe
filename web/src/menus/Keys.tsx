import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { FindingNotes } from "../checks/FindingNotes";
import { Button } from "../ui/Button";
import { Card } from "../ui/Page";
import { useEditing, useFindingsAt } from "./editing";
import { KeyRow } from "./KeyRow";
import { Keypad } from "./Keypad";
import styles from "./Keys.module.css";
import { FAX, freeKey, withKey } from "./menu";
import { usePresses } from "./usePresses";

/** What each key does: a table, and the keypad as callers have it in front of them. */
export function Keys() {
  const { t } = useTranslation("menus");
  const { id, menu, change, readOnly } = useEditing();
  const presses = usePresses(id);
  const findingsAt = useFindingsAt();
  const [wanted, setWanted] = useState<string | null>(null);
  const rows = useRef<HTMLUListElement>(null);

  // The row of a key that was pressed or added gets the focus once it is there.
  useEffect(() => {
    if (wanted === null) return;
    const row = rows.current?.querySelector<HTMLElement>(`[data-keys="${CSS.escape(wanted)}"]`);
    const field = row?.querySelector<HTMLElement>(wanted === "" ? "input" : '[role="combobox"]');
    row?.scrollIntoView({ block: "nearest" });
    field?.focus();
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it was wanted once
    setWanted(null);
  }, [wanted, menu.options]);

  const onKey = (keys: string) => {
    if (!menu.options.some((option) => option.keys === keys) && !readOnly) change(withKey(menu, keys));
    setWanted(keys);
  };
  const next = freeKey(menu);
  const hasFax = menu.options.some((option) => option.keys === FAX);

  return (
    <Card title={t("keys")}>
      <div className={styles.keys}>
        <div className={styles.table}>
          {menu.options.length === 0 && <p className={styles.soft}>{t("noKeys")}</p>}
          <ul ref={rows} className={styles.rows} aria-label={t("keys")}>
            {menu.options.map((option, place) => (
              <KeyRow key={place} option={option} place={place} pressed={presses && (presses.get(option.keys) ?? 0)} />
            ))}
          </ul>
          <FindingNotes findings={findingsAt("/options").filter(({ pointer }) => pointer === "#/options")} />
          {!readOnly && (
            <div className={styles.add}>
              <Button icon={<Plus />} onClick={() => onKey(next)}>
                {next ? t("addKey", { key: next }) : t("addOther")}
              </Button>
              {next && (
                <Button variant="quiet" onClick={() => onKey("")}>
                  {t("addOther")}
                </Button>
              )}
              {!hasFax && (
                <Button variant="quiet" onClick={() => onKey(FAX)}>
                  {t("addFax")}
                </Button>
              )}
            </div>
          )}
        </div>
        <Keypad onKey={onKey} />
      </div>
    </Card>
  );
}
