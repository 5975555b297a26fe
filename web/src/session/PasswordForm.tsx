import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import styles from "./Login.module.css";
import { useMe } from "./session";

interface PasswordFormProps {
  /** The old password, if it was typed just now. */
  known?: string;
  onDone: (password: string) => void;
}

/** Changes one's own password. */
export function PasswordForm({ known = "", onDone }: PasswordFormProps) {
  const { t } = useTranslation("session");
  const me = useMe();
  const reason = useReasonText();
  const [old, setOld] = useState(known);
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [oldWrong, wrong] = ["/old_password", "/password"].map((field) => reasonsAt(error, field)[0]);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await send("PUT", `/users/${me.id}/password`, { body: { password, old_password: old } });
      setError(null);
      setOld("");
      setPassword("");
      onDone(password);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <input type="hidden" name="username" autoComplete="username" value={me.name} />
      {(!known || oldWrong) && (
        <Field label={t("oldPassword")} error={oldWrong && reason(oldWrong)}>
          <input
            type={shown ? "text" : "password"}
            autoComplete="current-password"
            required
            value={old}
            onChange={(event) => setOld(event.target.value)}
          />
        </Field>
      )}
      <Field label={t("newPassword")} hint={t("passwordRule")} error={wrong && reason(wrong)}>
        <input
          type={shown ? "text" : "password"}
          autoComplete="new-password"
          required
          minLength={8}
          maxLength={128}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Field label={t("showPassword")} inline>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
      </Field>
      {error !== null && !oldWrong && !wrong && <ProblemNote error={error} />}
      <Button type="submit" variant="primary" busy={busy}>
        {t("changePassword")}
      </Button>
    </form>
  );
}
