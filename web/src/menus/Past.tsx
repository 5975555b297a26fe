import { useState } from "react";
import { useTranslation } from "react-i18next";
import { History } from "../changes/History";
import { Card } from "../ui/Page";
import styles from "./MenuEditor.module.css";

/** Who has changed the menu, and how; read when somebody wants to see it. */
export function Past({ id }: { id: number }) {
  const { t } = useTranslation("menus");
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("past")}</summary>
        {open && <History kind="ivr" id={id} />}
      </details>
    </Card>
  );
}
