import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import { CodeInput } from "./Login";
import styles from "./Login.module.css";
import { OwnPassword } from "./OwnPassword";
import { RecoveryCodes } from "./RecoveryCodes";

type NewFactor = Schemas["NewFactor"];

/** Sets up a second factor: the password, a code of the app, and the recovery codes to keep. */
export function SecondFactorSetup({ known = "", onDone }: { known?: string; onDone: () => void }) {
  const [factor, setFactor] = useState<NewFactor | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (factor) return <AppForm factor={factor} onDone={setCodes} />;
  return <OwnPassword<NewFactor> known={known} path="/me/second-factor" onDone={setFactor} />;
}

function AppForm({ factor, onDone }: { factor: NewFactor; onDone: (codes: string[]) => void }) {
  const { t } = useTranslation("session");
  const reason = useReasonText();
  const [code, setCode] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const wrong = reasonsAt(error, "/code")[0];

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { data } = await send<Schemas["RecoveryCodes"]>("PUT", "/me/second-factor", { body: { code } });
      onDone(data.codes);
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <p>{t("scan")}</p>
      <img className={styles.qr} src={`data:image/svg+xml,${encodeURIComponent(factor.qr)}`} alt={t("qr")} />
      <p>
        {t("typeIn")} <code className={styles.secret}>{factor.secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <Field label={t("shownCode")} error={wrong && reason(wrong)}>
        <CodeInput value={code} onChange={setCode} />
      </Field>
      {error !== null && !wrong && <ProblemNote error={error} />}
      <Button type="submit" variant="primary" busy={busy}>
        {t("confirm")}
      </Button>
    </form>
  );
}
