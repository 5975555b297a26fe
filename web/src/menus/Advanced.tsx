import { useTranslation } from "react-i18next";
import { FindingNotes } from "../checks/FindingNotes";
import { HANG_UP } from "../destinations/destination";
import { DestinationPicker } from "../destinations/DestinationPicker";
import { PromptField } from "../prompts/PromptField";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { Actions } from "./Actions";
import { CallerIds } from "./CallerIds";
import { useEditing, useErrorAt, useFindingsAt, useSet } from "./editing";
import styles from "./MenuEditor.module.css";
import { Seconds } from "./Seconds";
import { SecretField } from "./SecretField";
import { routeTo, type Menu } from "./menu";

/** What few menus need; what is in use is open. */
export function Advanced() {
  const { t } = useTranslation("menus");
  return (
    <Card title={t("advanced")}>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Speech />
          <Waiting />
        </div>
        <div className={styles.stack}>
          <Failure />
          <Night />
          <Recording />
          <DialIn />
        </div>
      </div>
      <CallerIds />
      <Actions />
    </Card>
  );
}

function Speech() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const errorAt = useErrorAt();
  return (
    <>
      <Field label={t("description")} error={errorAt("/description")}>
        <textarea
          rows={2}
          maxLength={500}
          disabled={readOnly}
          value={menu.description}
          onChange={({ target }) => set({ description: target.value }, "description")}
        />
      </Field>
      <Field label={t("language")} hint={t("languageHint")} error={errorAt("/language")}>
        <input
          maxLength={35}
          placeholder={t("officeLanguage")}
          disabled={readOnly}
          value={menu.language}
          onChange={({ target }) => set({ language: target.value.trim() }, "language")}
        />
      </Field>
      <PromptField
        label={t("transferPrompt")}
        value={menu.transfer_prompt}
        disabled={readOnly}
        suggested={t("transferName", { name: menu.name })}
        language={menu.language}
        onChange={(transfer_prompt) => set({ transfer_prompt })}
      />
    </>
  );
}

function Waiting() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();
  return (
    <>
      <Seconds
        label={t("ambiguousTimeout")}
        hint={t("ambiguousTimeoutHint")}
        empty={t("asFurtherKeys")}
        error={errorAt("/ambiguous_timeout_s")}
        value={menu.ambiguous_timeout_s}
        disabled={readOnly}
        onChange={(ambiguous_timeout_s) => set({ ambiguous_timeout_s }, "ambiguous")}
      />
      <FindingNotes findings={findingsAt("/ambiguous_timeout_s")} />
      <Field label={t("alertInfo")} hint={t("alertInfoHint")} error={errorAt("/alert_info")}>
        <input
          maxLength={255}
          disabled={readOnly}
          value={menu.alert_info}
          onChange={({ target }) => set({ alert_info: target.value }, "alert")}
        />
      </Field>
    </>
  );
}

interface OptionalRouteProps {
  label: string;
  hint: string;
  at: string;
  value: Menu["transfer_failed"];
  onChange: (route: Menu["transfer_failed"]) => void;
}

/** A place that may be left out. */
function OptionalRoute({ label, hint, at, value, onChange }: OptionalRouteProps) {
  const { t } = useTranslation("menus");
  const { readOnly } = useEditing();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();
  return (
    <div className={styles.stack}>
      <Field inline label={label} hint={hint}>
        <input
          type="checkbox"
          disabled={readOnly}
          checked={value !== null}
          onChange={({ target }) => onChange(target.checked ? routeTo(HANG_UP) : null)}
        />
      </Field>
      {value !== null && (
        <div className={styles.box}>
          <Field label={t("destinations:goesTo")} error={errorAt(at)}>
            <DestinationPicker
              byTime
              label={label}
              value={value.to}
              disabled={readOnly}
              onChange={(to) => onChange({ ...value, to })}
            />
          </Field>
          <Field inline label={t("stopRecording")}>
            <input
              type="checkbox"
              disabled={readOnly}
              checked={value.stop_recording}
              onChange={({ target }) => onChange({ ...value, stop_recording: target.checked })}
            />
          </Field>
          <FindingNotes findings={findingsAt(at)} />
        </div>
      )}
    </div>
  );
}

function Failure() {
  const { t } = useTranslation("menus");
  const { menu } = useEditing();
  const set = useSet();
  return (
    <OptionalRoute
      label={t("transferFailed")}
      hint={t("transferFailedHint")}
      at="/transfer_failed"
      value={menu.transfer_failed}
      onChange={(transfer_failed) => set({ transfer_failed })}
    />
  );
}

function Night() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const { night } = menu;
  return (
    <>
      <OptionalRoute
        label={t("night.route")}
        hint={t("night.hint")}
        at="/night/route"
        value={night.route}
        onChange={(route) => set({ night: { ...night, route } })}
      />
      {night.route !== null && (
        <Field inline label={t("night.now")}>
          <input
            type="checkbox"
            disabled={readOnly}
            checked={night.enabled}
            onChange={({ target }) => set({ night: { ...night, enabled: target.checked } })}
          />
        </Field>
      )}
    </>
  );
}

function Recording() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  return (
    <>
      <Field inline label={t("recordCalls")} hint={t("recordHint")}>
        <input
          type="checkbox"
          disabled={readOnly}
          checked={menu.record}
          onChange={({ target }) => set({ record: target.checked })}
        />
      </Field>
      {menu.unassigned_stop_recording.length > 0 && (
        <p className={styles.soft}>{t("unassigned", { keys: menu.unassigned_stop_recording.join(", ") })}</p>
      )}
    </>
  );
}

/** Open where a key lets callers dial in. */
function DialIn() {
  const { t } = useTranslation("menus");
  const { id, menu, readOnly } = useEditing();
  const set = useSet();
  const isUsed = menu.options.some((option) => option.route.to.kind === "disa");
  return (
    <details className={styles.details} open={isUsed}>
      <summary>{t("dialIn")}</summary>
      <div className={styles.stack}>
        <Field inline label={t("disaPin")} hint={t("disaPinHint")}>
          <input
            type="checkbox"
            disabled={readOnly}
            checked={menu.disa_pin_required}
            onChange={({ target }) => set({ disa_pin_required: target.checked })}
          />
        </Field>
        {menu.disa_pin_required && (
          <SecretField
            id={id}
            name="disa_pin"
            path="pin"
            member="pin"
            label={t("pin")}
            hint={t("pinHint")}
            pattern="[0-9]{6,10}"
          />
        )}
      </div>
    </details>
  );
}
