import { useTranslation } from "react-i18next";
import { useReached } from "../api/reach";
import styles from "./Shell.module.css";

/** Says that the server does not answer, as long as that is so. */
export function Away() {
  const { t } = useTranslation();
  if (useReached()) return null;
  return (
    <p className={styles.away} role="status">
      {t("away")}
    </p>
  );
}
