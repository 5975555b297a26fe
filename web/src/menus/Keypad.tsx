import { useTranslation } from "react-i18next";
import type { Destination } from "../destinations/destination";
import { useDestinationText } from "../destinations/useDestinationText";
import { useEditing } from "./editing";
import styles from "./Keys.module.css";
import { KEYPAD } from "./menu";

/** The keys of a telephone, each with where it leads. Pressing one goes to its row, or makes one. */
export function Keypad({ onKey }: { onKey: (key: string) => void }) {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  return (
    <div className={styles.keypad} role="group" aria-label={t("keypad")}>
      {KEYPAD.map((key) => {
        const to = menu.options.find((option) => option.keys === key)?.route.to ?? null;
        return (
          <button
            key={key}
            type="button"
            className={to === null ? styles.free : styles.taken}
            disabled={to === null && readOnly}
            onClick={() => onKey(key)}
          >
            <span className={styles.cap}>{key}</span>
            <span className={styles.leads}>{to === null ? <Free /> : <Leads to={to} />}</span>
          </button>
        );
      })}
    </div>
  );
}

function Leads({ to }: { to: Destination }) {
  return useDestinationText(to);
}

function Free() {
  const { t } = useTranslation("menus");
  return <span className="visually-hidden">{t("free")}</span>;
}
