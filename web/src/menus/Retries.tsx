import { Trans, useTranslation } from "react-i18next";
import { FindingNotes } from "../checks/FindingNotes";
import { DestinationPicker } from "../destinations/DestinationPicker";
import { PromptField } from "../prompts/PromptField";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { useEditing, useErrorAt, useFindingsAt, useSet } from "./editing";
import styles from "./MenuEditor.module.css";
import { Seconds } from "./Seconds";
import type { Retry } from "./menu";

type Rule = "no_input" | "no_match";

/** What happens to callers who press nothing, or a wrong key. */
export function Retries() {
  return (
    <div className={styles.pair}>
      <RetryCard rule="no_input" />
      <RetryCard rule="no_match" />
    </div>
  );
}

function RetryCard({ rule }: { rule: Rule }) {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();
  const retry = menu[rule];
  const change = (changes: Partial<Retry>, group?: string) => set({ [rule]: { ...retry, ...changes } }, group);

  return (
    <Card title={t(`${rule}.title`)}>
      {rule === "no_input" && (
        <Seconds
          label={t("responseTimeout")}
          error={errorAt("/response_timeout_s")}
          value={menu.response_timeout_s}
          disabled={readOnly}
          onChange={(response_timeout_s) => set({ response_timeout_s }, "response")}
        />
      )}
      <p className={styles.sentence}>
        <Trans
          t={t}
          i18nKey={`${rule}.after`}
          count={retry.retries + 1}
          components={{ times: <Times retry={retry} label={t(`${rule}.times`)} onChange={change} /> }}
        />
      </p>
      <Field label={t("thenTo")} error={errorAt(`/${rule}`)}>
        <DestinationPicker
          byTime
          value={retry.route.to}
          disabled={readOnly}
          onChange={(to) => change({ route: { ...retry.route, to } }, `${rule}/to`)}
        />
      </Field>
      <FindingNotes findings={findingsAt(`/${rule}`, ...(rule === "no_input" ? ["/response_timeout_s"] : []))} />
      <details className={styles.details} open={retry.retry_prompt !== null || retry.final_prompt !== null}>
        <summary>{t("retryPrompts")}</summary>
        <div className={styles.stack}>
          <PromptField
            label={t("retryPrompt")}
            value={retry.retry_prompt}
            disabled={readOnly}
            suggested={t(`${rule}.retryName`, { name: menu.name })}
            language={menu.language}
            onChange={(retry_prompt) => change({ retry_prompt })}
          />
          <PromptField
            label={t("finalPrompt")}
            value={retry.final_prompt}
            disabled={readOnly}
            suggested={t(`${rule}.finalName`, { name: menu.name })}
            language={menu.language}
            onChange={(final_prompt) => change({ final_prompt })}
          />
          <Field inline label={t("stopRecording")}>
            <input
              type="checkbox"
              disabled={readOnly}
              checked={retry.route.stop_recording}
              onChange={({ target }) => change({ route: { ...retry.route, stop_recording: target.checked } })}
            />
          </Field>
        </div>
      </details>
    </Card>
  );
}

interface TimesProps {
  retry: Retry;
  label: string;
  onChange: (changes: Partial<Retry>, group?: string) => void;
}

/** How often it may happen; the document counts only the repetitions. */
function Times({ retry, label, onChange }: TimesProps) {
  const { readOnly } = useEditing();
  return (
    <input
      type="number"
      className={styles.times}
      aria-label={label}
      min={1}
      max={1001}
      disabled={readOnly}
      value={retry.retries + 1}
      onChange={({ target }) => {
        if (target.valueAsNumber >= 1) onChange({ retries: Math.round(target.valueAsNumber) - 1 }, label);
      }}
    />
  );
}
