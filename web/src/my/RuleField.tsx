import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import type { Reason } from "../api/problem";
import { Field } from "../ui/Field";
import { useReasonText } from "../ui/useProblemText";
import styles from "./MyPhone.module.css";

type Rule = Schemas["MyRule"];

interface RuleFieldProps {
  label: string;
  value: Rule | null;
  error: Reason | undefined;
  onChange: (rule: Rule | null) => void;
}

/** Where callers go by one rule: nowhere else, to a number, to one's voicemail. */
export function RuleField({ label, value, error, onChange }: RuleFieldProps) {
  const { t } = useTranslation("my");
  const reason = useReasonText();
  const chosen = value?.to ?? "nowhere";
  const choose = (to: string) => {
    if (to === "nowhere") onChange(null);
    else if (to === "number") onChange({ to, number: "" });
    else onChange({ to: to as "voicemail" | "other", number: null });
  };
  return (
    <div className={styles.rule}>
      <Field label={label}>
        <select value={chosen} onChange={(event) => choose(event.target.value)}>
          <option value="nowhere">{t("nowhere")}</option>
          <option value="number">{t("toNumber")}</option>
          <option value="voicemail">{t("toVoicemail")}</option>
          {chosen === "other" && <option value="other">{t("toOther")}</option>}
        </select>
      </Field>
      {value?.to === "number" && (
        <Field
          label={t("number")}
          error={error && (error.code === "not-permitted" ? t("notPermitted") : reason(error))}
        >
          <input
            inputMode="tel"
            required
            pattern="\+?[0-9*#]{1,32}"
            value={value.number ?? ""}
            onChange={(event) => onChange({ to: "number", number: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
