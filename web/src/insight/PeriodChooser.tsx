import { useTranslation } from "react-i18next";
import styles from "./Insight.module.css";
import { DAYS, type Days } from "./usePeriod";

export function PeriodChooser({ chosen, onChoose }: { chosen: Days; onChoose: (days: Days) => void }) {
  const { t } = useTranslation("insight");
  return (
    <select
      className={styles.period}
      aria-label={t("period")}
      value={chosen}
      onChange={(event) => onChoose(event.target.value as Days)}
    >
      {DAYS.map((days) => (
        <option key={days} value={days}>
          {t(`days.${days}`)}
        </option>
      ))}
    </select>
  );
}
