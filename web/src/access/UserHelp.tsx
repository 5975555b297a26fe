import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import styles from "./Access.module.css";
import { PasswordField } from "./PasswordField";
import type { User } from "./Users";

/** For a user who cannot log in: another password, and an end of the second factor. */
export function UserHelp({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation("access");
  const reason = useReasonText();
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>(null);
  const wrong = reasonsAt(error, "/password")[0];

  const work = async (told: string, method: string, path: string, body?: unknown) => {
    try {
      await send(method, `/users/${user.id}${path}`, { body });
      tell(told);
      onDone();
    } catch (refused) {
      setError(refused);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void work(t("passwordSet", { name: user.name }), "PUT", "/password", { password });
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <PasswordField value={password} onChange={setPassword} error={wrong && reason(wrong)} />
      <p className={styles.soft}>{t("passwordEnds")}</p>
      {error !== null && !wrong && <ProblemNote error={error} />}
      <div className={styles.buttons}>
        {user.second_factor && (
          <Button
            variant="danger"
            onClick={() => void work(t("factorReset", { name: user.name }), "DELETE", "/second-factor")}
          >
            {t("resetFactor")}
          </Button>
        )}
        <Button type="submit" variant="primary">
          {t("setPassword")}
        </Button>
      </div>
    </form>
  );
}
