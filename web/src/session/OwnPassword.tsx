import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import styles from "./Login.module.css";

interface OwnPasswordProps<T> {
  /** If it was typed just now, it is not asked for again. */
  known?: string;
  /** Where it is sent to, by POST. */
  path: string;
  /** What the button says. */
  yes?: string;
  onDone: (answer: T) => void;
}

/** Does what a session alone must not suffice for: asks for one's password and sends it. */
export function OwnPassword<T>({ known = "", path, yes, onDone }: OwnPasswordProps<T>) {
  const { t } = useTranslation("session");
  const reason = useReasonText();
  const [password, setPassword] = useState(known);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const wrong = reasonsAt(error, "/password")[0];

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      onDone((await send<T>("POST", path, { body: { password } })).data);
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {(!known || wrong) && (
        <Field label={t("yourPassword")} error={wrong && reason(wrong)}>
          <input
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      )}
      {error !== null && !wrong && <ProblemNote error={error} />}
      <Button type="submit" variant="primary" busy={busy}>
        {yes ?? t("continue")}
      </Button>
    </form>
  );
}
