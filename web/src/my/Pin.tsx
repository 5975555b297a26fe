import { useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import type { Mine } from "./MyPhone";
import styles from "./MyPhone.module.css";

/** The PIN of one's mailbox. */
export function Pin({ phone }: { phone: Mine }) {
  const { t } = useTranslation("my");
  const queries = useQueryClient();
  const [pin, setPin] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const wrong = reasonsAt(error, "/pin").length > 0;

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await send("PUT", "/my/pin", { body: { pin } });
      setPin("");
      setError(null);
      tell(t("pinSet"));
      await queries.invalidateQueries({ queryKey: ["my"] });
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Card title={t("pin")}>
      <p className={styles.soft}>{t(phone.pin ? "pinIs" : "pinIsNot")}</p>
      <form className={styles.pin} onSubmit={(event) => void submit(event)}>
        <Field label={t("newPin")} hint={t("pinRule")} error={wrong && t("pinWrong")}>
          <input
            type="password"
            inputMode="numeric"
            autoComplete="off"
            required
            pattern="[0-9]{6,10}"
            value={pin}
            onChange={(event) => setPin(event.target.value)}
          />
        </Field>
        <Button type="submit" busy={busy}>
          {t("setPin")}
        </Button>
      </form>
      {error !== null && !wrong && <ProblemNote error={error} />}
    </Card>
  );
}
