import { Ellipsis, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { FindingNotes } from "../checks/FindingNotes";
import { DestinationPicker } from "../destinations/DestinationPicker";
import { IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import { useEditing, useErrorAt, useFindingsAt } from "./editing";
import styles from "./Keys.module.css";
import { ObjectSelect } from "./ObjectSelect";
import { Seconds } from "./Seconds";
import { FAX, withOption, withoutOption, wrongKeys, type Option } from "./menu";

interface KeyRowProps {
  option: Option;
  place: number;
  /** How often it was pressed lately, where that is known. */
  pressed: number | undefined;
}

/** One key and where it leads. */
export function KeyRow({ option, place, pressed }: KeyRowProps) {
  const { t } = useTranslation("menus");
  const { menu, change, readOnly } = useEditing();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();
  const details = useId();
  const [open, setOpen] = useState(false);
  const at = `/options/${place}`;
  const wrong = wrongKeys(menu, place);
  const error = [wrong && wrong !== "missing" && t(`wrongKeys.${wrong}`), errorAt(at)].filter(Boolean).join(" ");
  const set = (changes: Partial<Option>, group?: string) => change(withOption(menu, place, changes), group);
  const isSpecial =
    option.ambiguous_timeout_s !== null ||
    option.sms_template !== null ||
    option.webhook !== null ||
    option.route.stop_recording;
  const key = option.keys === FAX ? t("fax") : option.keys;

  return (
    <li className={styles.row} data-keys={option.keys}>
      {option.keys === FAX ? (
        <span className={styles.fax}>{t("fax")}</span>
      ) : (
        <input
          className={styles.key}
          aria-label={t("keyOf", { place: place + 1 })}
          aria-invalid={wrong !== null}
          inputMode="tel"
          maxLength={16}
          disabled={readOnly}
          value={option.keys}
          onChange={({ target }) => set({ keys: target.value.trim() }, `${at}/keys`)}
        />
      )}
      <div className={styles.goes}>
        <DestinationPicker
          byTime
          label={t("goesOf", { key })}
          value={option.route.to}
          disabled={readOnly}
          onChange={(to) => set({ route: { ...option.route, to } }, `${at}/to`)}
        />
        {error && (
          <div className={styles.error} role="alert">
            {error}
          </div>
        )}
        <FindingNotes findings={findingsAt(at)} />
        {open && (
          <div id={details} className={styles.more}>
            <OptionDetails option={option} onChange={set} />
          </div>
        )}
      </div>
      <div className={styles.buttons}>
        {pressed !== undefined && (
          <span className={styles.pressed} title={t("pressedHint")}>
            <span aria-hidden>{pressed}×</span>
            <span className="visually-hidden">{t("pressed", { count: pressed })}</span>
          </span>
        )}
        <IconButton
          label={t("moreOf", { key })}
          icon={<Ellipsis />}
          aria-expanded={open}
          aria-controls={details}
          className={isSpecial ? styles.special : ""}
          onClick={() => setOpen(!open)}
        />
        {!readOnly && (
          <IconButton
            label={t("removeKey", { key })}
            icon={<Trash2 />}
            onClick={() => change(withoutOption(menu, place))}
          />
        )}
      </div>
    </li>
  );
}

/** What few keys need. */
function OptionDetails({ option, onChange }: { option: Option; onChange: (changes: Partial<Option>) => void }) {
  const { t } = useTranslation("menus");
  const { readOnly } = useEditing();
  return (
    <>
      <Seconds
        label={t("optionWait")}
        hint={t("optionWaitHint")}
        empty={t("asTheMenu")}
        value={option.ambiguous_timeout_s}
        disabled={readOnly}
        onChange={(ambiguous_timeout_s) => onChange({ ambiguous_timeout_s })}
      />
      <ObjectSelect
        label={t("sms")}
        kind="sms-templates"
        value={option.sms_template}
        disabled={readOnly}
        onChange={(sms_template) => onChange({ sms_template })}
      />
      <ObjectSelect
        label={t("webhook")}
        kind="webhooks"
        value={option.webhook}
        disabled={readOnly}
        onChange={(webhook) => onChange({ webhook })}
      />
      <Field inline label={t("stopRecording")}>
        <input
          type="checkbox"
          disabled={readOnly}
          checked={option.route.stop_recording}
          onChange={({ target }) => onChange({ route: { ...option.route, stop_recording: target.checked } })}
        />
      </Field>
    </>
  );
}
