import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FindingNotes } from "../checks/FindingNotes";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { useEditing, useErrorAt, useFindingsAt, useSet } from "./editing";
import styles from "./MenuEditor.module.css";
import { ObjectList } from "./ObjectList";
import { SecretField } from "./SecretField";
import { Seconds } from "./Seconds";
import type { DirectDial } from "./menu";
import {
  MEMBER_KINDS,
  SERVICE_KINDS,
  chosenOf,
  membersOf,
  rangesOf,
  servicesOf,
  textOf,
  withServices,
} from "./members";

const MODES = ["off", "all", "allow", "restrict"] as const;
const SERVICES = ["off", "all", "allow"] as const;

/** Numbers that callers may dial here beside the keys. */
export function Dialling() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();
  const dial = menu.direct_dial;
  const change = (changes: Partial<DirectDial>, group?: string) => set({ direct_dial: { ...dial, ...changes } }, group);

  return (
    <Card title={t("dialling")}>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Field label={t("people")} hint={t("peopleHint")}>
            <select
              disabled={readOnly}
              value={dial.mode}
              onChange={({ target }) => change({ mode: target.value as DirectDial["mode"] })}
            >
              {MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`modes.${mode}`)}
                </option>
              ))}
            </select>
          </Field>
          {(dial.mode === "allow" || dial.mode === "restrict") && (
            <Members mode={dial.mode} dial={dial} onChange={change} />
          )}
          <Field label={t("services")}>
            <select
              disabled={readOnly}
              value={dial.services}
              onChange={({ target }) => change({ services: target.value as DirectDial["services"] })}
            >
              {SERVICES.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`serviceModes.${mode}`)}
                </option>
              ))}
            </select>
          </Field>
          {dial.services === "allow" && (
            <ObjectList
              label={t("whichServices")}
              kinds={SERVICE_KINDS}
              value={servicesOf(dial)}
              disabled={readOnly}
              onChange={(chosen) => change(withServices(dial, chosen))}
            />
          )}
          {(dial.mode !== "off" || dial.services !== "off") && <Excluded dial={dial} onChange={change} />}
        </div>
        <div className={styles.stack}>
          <Seconds
            label={t("digitTimeout")}
            hint={t("digitTimeoutHint")}
            error={errorAt("/digit_timeout_s")}
            value={menu.digit_timeout_s}
            disabled={readOnly}
            onChange={(digit_timeout_s) => set({ digit_timeout_s }, "digits")}
          />
          <Outside />
          <Codes />
        </div>
      </div>
      <FindingNotes findings={findingsAt("/direct_dial", "/digit_timeout_s", "/outbound_dial", "/feature_codes")} />
    </Card>
  );
}

interface PartProps {
  dial: DirectDial;
  onChange: (changes: Partial<DirectDial>, group?: string) => void;
}

function Members({ mode, dial, onChange }: PartProps & { mode: "allow" | "restrict" }) {
  const { t } = useTranslation("menus");
  const { readOnly } = useEditing();
  return (
    <ObjectList
      label={t(`members.${mode}`)}
      kinds={MEMBER_KINDS}
      value={chosenOf(dial[mode])}
      disabled={readOnly}
      onChange={(chosen) => onChange({ [mode]: membersOf(chosen, dial[mode]) })}
    />
  );
}

function Excluded({ dial, onChange }: PartProps) {
  const { t } = useTranslation("menus");
  const { readOnly } = useEditing();
  const [text, setText] = useState<string | null>(null);
  return (
    <Field
      label={t("exclude")}
      hint={t("excludeHint")}
      error={text !== null && rangesOf(text) === null ? t("excludeWrong") : ""}
    >
      <input
        disabled={readOnly}
        value={text ?? textOf(dial.exclude)}
        onBlur={() => setText((typed) => (typed !== null && rangesOf(typed) === null ? typed : null))}
        onChange={({ target }) => {
          setText(target.value);
          const exclude = rangesOf(target.value);
          if (exclude !== null) onChange({ exclude }, "exclude");
        }}
      />
    </Field>
  );
}

/** Numbers outside, by outbound routes. */
function Outside() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const dial = menu.outbound_dial;
  return (
    <>
      <Field inline label={t("outbound")}>
        <input
          type="checkbox"
          disabled={readOnly}
          checked={dial.enabled}
          onChange={({ target }) => set({ outbound_dial: { ...dial, enabled: target.checked } })}
        />
      </Field>
      {dial.enabled && (
        <ObjectList
          label={t("outboundRoutes")}
          kinds={["outbound_route"]}
          value={dial.routes.map((id) => ({ kind: "outbound_route", id }))}
          disabled={readOnly}
          onChange={(chosen) => set({ outbound_dial: { ...dial, routes: chosen.map(({ id }) => id) } })}
        />
      )}
    </>
  );
}

const CODES = ["check_messages", "edit_prompt"] as const;

/** Feature codes that callers may dial. */
function Codes() {
  const { t } = useTranslation("menus");
  const { id, menu, readOnly } = useEditing();
  const set = useSet();
  return CODES.map((code) => {
    const isOn = menu.feature_codes.includes(code);
    return (
      <div key={code} className={styles.stack}>
        <Field inline label={t(`codes.${code}`)}>
          <input
            type="checkbox"
            disabled={readOnly}
            checked={isOn}
            onChange={({ target }) =>
              set({
                feature_codes: CODES.filter((one) =>
                  one === code ? target.checked : menu.feature_codes.includes(one),
                ),
              })
            }
          />
        </Field>
        {code === "edit_prompt" && isOn && (
          <SecretField
            id={id}
            name="prompt_password"
            path="prompt-password"
            member="password"
            label={t("promptPassword")}
            pattern="[0-9]{3,15}"
            hint={t("promptPasswordHint")}
          />
        )}
      </div>
    );
  });
}
