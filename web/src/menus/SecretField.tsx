import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { useProblemText, useReasonText } from "../ui/useProblemText";
import { isProblem } from "../api/problem";
import { useSecretsChanged, useSecretsSet } from "../api/secrets";
import { useMay } from "../session/session";
import styles from "./MenuEditor.module.css";

interface SecretProps {
  /** The menu; null: it is not stored yet, so there is nothing to set. */
  id: number | null;
  /** Under which the API lists it when it is set. */
  name: string;
  /** The last part of the path that sets it, and the member of its body. */
  path: string;
  member: "pin" | "password" | "secret";
  label: string;
  hint: string;
  pattern: string;
}

/** A PIN or password: whether one is set, a new one, or none. It is stored at once, and never shown. */
export function SecretField({ id, name, path, member, label, hint, pattern }: SecretProps) {
  const { t } = useTranslation("menus");
  const mayEdit = useMay("editor");
  const changed = useSecretsChanged();
  const [typed, setTyped] = useState<string | null>(null);
  const problem = useProblemText();
  const reason = useReasonText();
  const isSet = useSecretsSet("ivrs", id)?.includes(name) ?? false;
  const write = useMutation({
    mutationFn: (secret: string | null) =>
      secret === null
        ? send("DELETE", `/ivrs/${id ?? 0}/${path}`)
        : send("PUT", `/ivrs/${id ?? 0}/${path}`, { body: { [member]: secret } }),
    onSuccess: () => {
      setTyped(null);
      return changed();
    },
  });
  const first = isProblem(write.error) ? write.error.problem.errors?.[0] : undefined;
  const error = write.error ? (first ? reason(first) : problem(write.error)) : "";

  if (id === null) return <p className={styles.soft}>{t("secretLater", { label })}</p>;
  return (
    <div className={styles.secret}>
      {typed === null ? (
        <>
          <span>
            {label}: <strong>{t(isSet ? "secretSet" : "secretNotSet")}</strong>
          </span>
          {mayEdit && (
            <span className={styles.row}>
              <Button onClick={() => setTyped("")}>{t(isSet ? "secretChange" : "secretDo")}</Button>
              {isSet && (
                <Button variant="quiet" busy={write.isPending} onClick={() => write.mutate(null)}>
                  {t("secretForget")}
                </Button>
              )}
            </span>
          )}
        </>
      ) : (
        <>
          <Field label={label} hint={hint} error={error}>
            <input
              type="password"
              autoComplete="new-password"
              inputMode="numeric"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </Field>
          <span className={styles.row}>
            <Button
              variant="primary"
              busy={write.isPending}
              disabled={!new RegExp(`^(?:${pattern})$`).test(typed)}
              onClick={() => write.mutate(typed)}
            >
              {t("secretDo")}
            </Button>
            <Button onClick={() => setTyped(null)}>{t("common:cancel")}</Button>
          </span>
        </>
      )}
    </div>
  );
}
