import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { reasonsAt } from "../api/problem";
import { DestinationPicker } from "../destinations/DestinationPicker";
import type { Plain } from "../destinations/destination";
import { HolidayChoice } from "../hours/HolidayChoice";
import { WeekGrid } from "../hours/WeekGrid";
import { WORKING_WEEK } from "../hours/useOffice";
import type { Week } from "../hours/week";
import { Field } from "../ui/Field";
import { useReasonText } from "../ui/useProblemText";
import { KeyRows } from "./KeyRows";
import { PeopleChoice } from "./PeopleChoice";
import type { Answer, KeyRow } from "./answers";
import type { Question } from "./useTemplates";
import styles from "./FirstSteps.module.css";

interface QuestionFieldProps {
  question: Question;
  answer: Answer;
  languages: Schemas["LanguageShown"][];
  /** Why the answers were refused. */
  error: unknown;
  onChange: (answer: Answer) => void;
}

/** A question with the control for its kind of answer. */
export function QuestionField({ question, answer, languages, error, onChange }: QuestionFieldProps) {
  const { t } = useTranslation("start");
  const reasonText = useReasonText();
  const pointer = `/answers/${question.name}`;
  const [reason] = reasonsAt(error, pointer);
  const wrong = reason && reasonText(reason);
  const label = question.optional ? `${question.label} (${t("optional")})` : question.label;

  switch (question.kind) {
    case "text":
    case "number":
      return (
        <Field label={label} hint={question.help} error={wrong}>
          <input
            inputMode={question.kind === "number" ? "numeric" : "text"}
            value={answer as string}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      );
    case "language":
      return (
        <Field label={label} hint={question.help} error={wrong}>
          <select value={answer as string} onChange={(event) => onChange(event.target.value)}>
            {languages.map((one) => (
              <option key={one.tag} value={one.tag}>
                {one.name}
              </option>
            ))}
          </select>
        </Field>
      );
    case "destination":
      return (
        <Field label={label} hint={question.help} error={wrong}>
          <DestinationPicker label={label} value={answer as Plain | null} fromMenu={false} onChange={onChange} />
        </Field>
      );
    case "keys":
      return (
        <Group label={label} hint={question.help} error={wrong}>
          <KeyRows rows={answer as KeyRow[]} error={error} pointer={pointer} onChange={onChange} />
        </Group>
      );
    case "extensions":
      return (
        <Group label={label} hint={question.help} error={wrong}>
          <PeopleChoice label={question.label} chosen={answer as number[]} onChange={onChange} />
        </Group>
      );
    case "holidays":
      return (
        <Group label={label} hint={question.help} error={wrong}>
          <HolidayChoice chosen={answer as number[]} disabled={false} onChange={onChange} />
        </Group>
      );
    case "hours":
      return (
        <Group label={label} hint={question.help} error={wrong}>
          <Field inline label={t("ownHours")}>
            <input
              type="checkbox"
              checked={answer !== null}
              onChange={(event) => onChange(event.target.checked ? WORKING_WEEK : null)}
            />
          </Field>
          {answer !== null && <WeekGrid week={answer as Week} onChange={onChange} />}
        </Group>
      );
  }
}

interface GroupProps {
  label: string;
  hint: string;
  error: string | undefined;
  children: React.ReactNode;
}

/** A question whose answer has several controls. */
function Group({ label, hint, error, children }: GroupProps) {
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      {hint && <p className={styles.soft}>{hint}</p>}
      {children}
      {error && (
        <p className={styles.wrong} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
