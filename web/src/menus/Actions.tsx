import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FindingNotes } from "../checks/FindingNotes";
import { Button, IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import { useEditing, useErrorAt, useFindingsAt, useSet } from "./editing";
import styles from "./MenuEditor.module.css";
import { SecretField } from "./SecretField";
import type { Action } from "./menu";

const AUTHS = ["none", "basic", "digest", "bearer"] as const;

/** Web servers that decide where callers go. */
export function Actions() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const { actions } = menu;
  const add = () => {
    const key = Math.max(0, ...actions.map((action) => action.key)) + 1;
    set({ actions: [...actions, newAction(key, t("actionName", { key }))] });
  };

  return (
    <details className={styles.details} open={actions.length > 0}>
      <summary>{t("actions")}</summary>
      <p className={styles.soft}>{t("actionsHint")}</p>
      <ul className={styles.actions}>
        {actions.map((action, place) => (
          <ActionRow
            key={action.key}
            action={action}
            place={place}
            onChange={(changes, group) =>
              set({ actions: actions.map((one, at) => (at === place ? { ...one, ...changes } : one)) }, group)
            }
            onRemove={() => set({ actions: actions.filter((_, at) => at !== place) })}
          />
        ))}
      </ul>
      {!readOnly && (
        <Button icon={<Plus />} onClick={add}>
          {t("addAction")}
        </Button>
      )}
    </details>
  );
}

function newAction(key: number, name: string): Action {
  return {
    key,
    name,
    enabled: true,
    on: "keys",
    mask: "*",
    method: "POST",
    url: "https://",
    headers: [],
    connect_timeout_s: 2,
    request_timeout_s: 2,
    auth: "none",
    username: "",
  };
}

interface RowProps {
  action: Action;
  place: number;
  onChange: (changes: Partial<Action>, group?: string) => void;
  onRemove: () => void;
}

function ActionRow({ action, place, onChange, onRemove }: RowProps) {
  const { t } = useTranslation("menus");
  const { id, readOnly } = useEditing();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();
  const at = `/actions/${place}`;
  const text = (member: "name" | "mask" | "url" | "username", label: string, hint?: string) => (
    <Field label={label} hint={hint} error={errorAt(`${at}/${member}`)}>
      <input
        disabled={readOnly}
        value={action[member]}
        onChange={({ target }) => onChange({ [member]: target.value }, `${at}/${member}`)}
      />
    </Field>
  );
  const chosen = (member: "on" | "method" | "auth", label: string, values: readonly string[]) => (
    <Field label={label}>
      <select
        disabled={readOnly}
        value={action[member]}
        onChange={({ target }) => onChange({ [member]: target.value })}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {t(`action.${member}.${value}`)}
          </option>
        ))}
      </select>
    </Field>
  );

  return (
    <li className={styles.box}>
      <div className={styles.columns}>
        {text("name", t("name"))}
        <Field inline label={t("action.enabled")}>
          <input
            type="checkbox"
            disabled={readOnly}
            checked={action.enabled}
            onChange={({ target }) => onChange({ enabled: target.checked })}
          />
        </Field>
        {chosen("on", t("action.onTitle"), ["keys", "caller"])}
        {text("mask", t("action.mask"), t("action.maskHint"))}
        {chosen("method", t("action.methodTitle"), ["GET", "POST"])}
        {text("url", t("action.url"))}
        {chosen("auth", t("action.authTitle"), AUTHS)}
        {action.auth !== "none" && action.auth !== "bearer" && text("username", t("action.username"))}
        <Timeout member="connect_timeout_s" action={action} onChange={onChange} />
        <Timeout member="request_timeout_s" action={action} onChange={onChange} />
      </div>
      <Headers action={action} at={at} onChange={onChange} />
      {action.auth !== "none" && (
        <SecretField
          id={id}
          name={`action:${action.key}`}
          path={`actions/${action.key}/secret`}
          member="secret"
          label={t("action.secret")}
          hint={t("action.secretHint")}
          pattern=".{1,255}"
        />
      )}
      <FindingNotes findings={findingsAt(at)} />
      {!readOnly && (
        <div>
          <IconButton label={t("removeNamed", { name: action.name })} icon={<Trash2 />} onClick={onRemove} />
        </div>
      )}
    </li>
  );
}

interface TimeoutProps {
  member: "connect_timeout_s" | "request_timeout_s";
  action: Action;
  onChange: RowProps["onChange"];
}

function Timeout({ member, action, onChange }: TimeoutProps) {
  const { t } = useTranslation("menus");
  const { readOnly } = useEditing();
  return (
    <Field label={t(`action.${member}`)}>
      <input
        type="number"
        min={0}
        max={60}
        disabled={readOnly}
        value={action[member]}
        onChange={({ target }) => {
          if (target.value !== "") onChange({ [member]: Math.round(target.valueAsNumber) }, member);
        }}
      />
    </Field>
  );
}

function Headers({ action, at, onChange }: { action: Action; at: string; onChange: RowProps["onChange"] }) {
  const { t } = useTranslation("menus");
  const { readOnly } = useEditing();
  const errorAt = useErrorAt();
  const { headers } = action;
  const set = (place: number, changes: Partial<(typeof headers)[number]>) =>
    onChange({ headers: headers.map((one, row) => (row === place ? { ...one, ...changes } : one)) }, `${at}/headers`);
  return (
    <div className={styles.stack}>
      {headers.map((header, place) => (
        <div key={place} className={styles.header}>
          <input
            aria-label={t("action.headerName")}
            disabled={readOnly}
            value={header.name}
            onChange={({ target }) => set(place, { name: target.value })}
          />
          <input
            aria-label={t("action.headerValue")}
            disabled={readOnly}
            value={header.value}
            onChange={({ target }) => set(place, { value: target.value })}
          />
          {!readOnly && (
            <IconButton
              label={t("removeNamed", { name: header.name })}
              icon={<Trash2 />}
              onClick={() => onChange({ headers: headers.filter((_, row) => row !== place) })}
            />
          )}
          {errorAt(`${at}/headers/${place}`) && <p role="alert">{errorAt(`${at}/headers/${place}`)}</p>}
        </div>
      ))}
      {!readOnly && (
        <div>
          <Button
            variant="quiet"
            icon={<Plus />}
            onClick={() => onChange({ headers: [...headers, { name: "", value: "" }] })}
          >
            {t("action.addHeader")}
          </Button>
        </div>
      )}
    </div>
  );
}
