import { useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { useEdited } from "../forms/useEdited";
import { useUnsaved } from "../forms/useUnsaved";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import type { Mine } from "./MyPhone";
import styles from "./MyPhone.module.css";
import { RuleField } from "./RuleField";

type MyForwarding = Schemas["MyForwarding"];
export const RULES = ["always", "busy", "no_answer", "unreachable", "on_dnd"] as const;

/** Do-not-disturb, and where callers go. */
export function Forwarding({ phone }: { phone: Mine }) {
  const { t, i18n } = useTranslation("my");
  const queries = useQueryClient();
  const { value, change, dirty, begin } = useEdited<MyForwarding>(`my/${phone.extension}`, phone.forwarding);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  useUnsaved(dirty);

  const save = async (wanted: MyForwarding) => {
    setBusy(true);
    try {
      const { data } = await send<Mine>("PUT", "/my/forwarding", { body: wanted });
      queries.setQueryData(["my"], data);
      begin(data.forwarding);
      setError(null);
      tell(t("forwardingSaved"));
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save(value);
  };

  return (
    <Card title={t("forwarding")}>
      <form className={styles.form} onSubmit={submit}>
        <Field label={t("dnd")} hint={t("dndHint")} inline>
          <input
            type="checkbox"
            role="switch"
            checked={value.dnd}
            onChange={(event) => change({ ...value, dnd: event.target.checked })}
          />
        </Field>
        {RULES.map((name) => (
          <RuleField
            key={name}
            label={i18n.t(`my:rule.${name}`)}
            value={value[name] ?? null}
            error={reasonsAt(error, `/${name}`)[0]}
            onChange={(rule) => change({ ...value, [name]: rule }, name)}
          />
        ))}
        {error !== null && !RULES.some((name) => reasonsAt(error, `/${name}`).length) && <ProblemNote error={error} />}
        <div className={styles.buttons}>
          {dirty && <Button onClick={() => begin(phone.forwarding)}>{t("common:cancel")}</Button>}
          <Button type="submit" variant="primary" busy={busy} disabled={!dirty}>
            {t("common:save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
