import { useTranslation } from "react-i18next";
import { useDayNames } from "./dayNames";
import { groupsOf, textOf, type Week } from "./week";
import styles from "./ScheduleField.module.css";

/** A week in words: days that are alike are told together. */
export function WeekText({ week }: { week: Week }) {
  const { t } = useTranslation("hours");
  const { short } = useDayNames();
  return (
    <dl className={styles.week}>
      {groupsOf(week).map(({ first, last, spans }) => (
        <div key={first} style={{ display: "contents" }}>
          <dt>{first === last ? short(first) : `${short(first)}–${short(last)}`}</dt>
          <dd>{textOf(spans) || t("closed")}</dd>
        </div>
      ))}
    </dl>
  );
}
