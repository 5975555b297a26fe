import { PhoneOff, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/session";
import { Button, IconButton } from "../ui/Button";
import { hangUp, showPhone, usePhone } from "./call";
import { Calling } from "./Calling";
import { Clock } from "./Clock";
import styles from "./PhoneDock.module.css";
import { Placing } from "./Placing";

/** The test phone, which stays while screens change. Put away during a call, it is a line that says so. */
export default function PhoneDock() {
  const { t } = useTranslation("phone");
  const { shown, phase, dialled, since } = usePhone();
  const calls = phase !== "idle" && phase !== "over";
  if (!useMay("editor") || (!shown && !calls)) return null;

  if (!shown)
    return (
      <aside className={styles.pill} aria-label={t("title")}>
        <Button variant="quiet" onClick={() => showPhone(true)}>
          {t("goesOn", { dialled })} <Clock since={since} />
        </Button>
        <IconButton label={t("hangUp")} icon={<PhoneOff />} onClick={hangUp} />
      </aside>
    );
  return (
    <aside className={styles.dock} aria-label={t("title")}>
      <header className={styles.head}>
        <h2>{t("title")}</h2>
        <IconButton label={t("putAway")} icon={<X />} onClick={() => showPhone(false)} />
      </header>
      {calls ? <Calling /> : <Placing />}
    </aside>
  );
}
