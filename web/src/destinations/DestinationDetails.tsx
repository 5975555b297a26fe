import { useTranslation } from "react-i18next";
import type { Complete } from "../api/complete";
import { ScheduleField } from "../hours/ScheduleField";
import { PromptField } from "../prompts/PromptField";
import { Field } from "../ui/Field";
import styles from "./Destination.module.css";
import { DestinationPicker } from "./DestinationPicker";
import type { Destination } from "./destination";

interface DetailsProps<T> {
  value: T;
  onChange: (to: Destination) => void;
  disabled: boolean;
}

type Of<K extends Destination["kind"]> = Extract<Destination, { kind: K }>;

/** What a chosen destination needs besides: nothing, for most. */
export function DestinationDetails({ value, ...rest }: DetailsProps<Destination>) {
  switch (value.kind) {
    case "extension":
    case "extension_voicemail":
      return <Reach value={value} {...rest} />;
    case "queue":
      return <Priority value={value} {...rest} />;
    case "external_number":
      return <Outside value={value} {...rest} />;
    case "number":
      return <Whatever value={value} {...rest} />;
    case "play_and_exit":
    case "play_and_return":
      return <Played value={value} {...rest} />;
    case "by_time":
      return <Times value={value} {...rest} />;
    default:
      return null;
  }
}

/** A person's phone, mobile phone or voicemail. */
function Reach({ value, onChange, disabled }: DetailsProps<Of<"extension"> | Of<"extension_voicemail">>) {
  const { t } = useTranslation("destinations");
  const by = value.kind === "extension_voicemail" ? "voicemail" : value.mobile ? "mobile" : "phone";
  return (
    <div className={styles.beside}>
      <select
        aria-label={t("reach")}
        disabled={disabled}
        value={by}
        onChange={({ target }) => {
          const { extension } = value;
          if (target.value === "voicemail") onChange({ kind: "extension_voicemail", extension });
          else onChange({ kind: "extension", extension, mobile: target.value === "mobile" });
        }}
      >
        <option value="phone">{t("reaching.phone")}</option>
        <option value="mobile">{t("reaching.mobile")}</option>
        <option value="voicemail">{t("reaching.voicemail")}</option>
      </select>
    </div>
  );
}

function Priority({ value, onChange, disabled }: DetailsProps<Of<"queue">>) {
  const { t } = useTranslation("destinations");
  return (
    <div className={styles.beside}>
      <select
        aria-label={t("priority")}
        title={t("priorityHint")}
        disabled={disabled}
        value={value.priority}
        onChange={({ target }) => onChange({ ...value, priority: Number(target.value) })}
      >
        {Array.from({ length: 10 }, (_, priority) => (
          <option key={priority} value={priority}>
            {t("priorityOf", { priority })}
          </option>
        ))}
      </select>
    </div>
  );
}

function Outside({ value, onChange, disabled }: DetailsProps<Of<"external_number">>) {
  const { t } = useTranslation("destinations");
  return (
    <div className={styles.details}>
      <Field label={t("prefix")}>
        <input
          className={styles.short}
          inputMode="tel"
          disabled={disabled}
          value={value.prefix}
          onChange={({ target }) => onChange({ ...value, prefix: target.value })}
        />
      </Field>
      <Field label={t("outsideNumber")}>
        <input
          inputMode="tel"
          disabled={disabled}
          value={value.number}
          onChange={({ target }) => onChange({ ...value, number: target.value })}
        />
      </Field>
    </div>
  );
}

function Whatever({ value, onChange, disabled }: DetailsProps<Of<"number">>) {
  const { t } = useTranslation("destinations");
  return (
    <div className={styles.details}>
      <Field label={t("outsideNumber")}>
        <input
          inputMode="tel"
          disabled={disabled}
          value={value.number}
          onChange={({ target }) => onChange({ ...value, number: target.value })}
        />
      </Field>
    </div>
  );
}

function Played({ value, onChange, disabled }: DetailsProps<Of<"play_and_exit"> | Of<"play_and_return">>) {
  const { t } = useTranslation("destinations");
  return (
    <div className={styles.details}>
      <PromptField
        label={t("prompt")}
        value={value.prompt}
        required
        disabled={disabled}
        onChange={(prompt) => prompt && onChange({ ...value, prompt })}
      />
      <Field label={t("times")}>
        <select
          className={styles.short}
          disabled={disabled}
          value={value.times}
          onChange={({ target }) => onChange({ ...value, times: Number(target.value) })}
        >
          {[1, 2, 3, 4, 5].map((times) => (
            <option key={times}>{times}</option>
          ))}
        </select>
      </Field>
    </div>
  );
}

const CASES = ["open", "closed", "holiday"] as const;

function Times({ value, onChange, disabled }: DetailsProps<Of<"by_time">>) {
  const { t } = useTranslation("destinations");
  const own = value.when.hours !== null || value.when.holidays.length > 0 || value.when.timezone !== null;
  return (
    <div className={styles.times}>
      <details open={own}>
        <summary>{own ? t("ownHours") : t("officeHours")}</summary>
        <ScheduleField
          schedule={value.when}
          disabled={disabled}
          onChange={(when) => onChange({ ...value, when: when as Complete<typeof when> })}
        />
      </details>
      {CASES.map((one) => (
        <Field key={one} label={t(one)}>
          <DestinationPicker
            value={value[one]}
            label={t(one)}
            disabled={disabled}
            onChange={(to) => onChange({ ...value, [one]: to })}
          />
        </Field>
      ))}
    </div>
  );
}
