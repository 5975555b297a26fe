import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Login.module.css";
import { useLogin, type Me } from "./session";

/** The form of the way in; `onDone` gets who has logged in. */
export function LoginForm({ name: known = "", onDone }: { name?: string; onDone?: (me: Me) => void }) {
  const { t } = useTranslation("session");
  const { login } = useLogin();
  const [name, setName] = useState(known);
  const [password, setPassword] = useState("");
  const [domain, setDomain] = useState("");
  const [asksDomain, setAsksDomain] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const me = await login(name, password, domain);
      onDone?.(me);
    } catch (refused) {
      setError(refused);
      setPassword("");
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field label={t("name")}>
        <input autoComplete="username" required value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("password")}>
        <input
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {asksDomain && (
        <Field label={t("domain")} hint={t("domainHint")}>
          <input value={domain} onChange={(event) => setDomain(event.target.value)} />
        </Field>
      )}
      {error !== null && <ProblemNote error={error} />}
      <Button type="submit" variant="primary" busy={busy}>
        {t("login")}
      </Button>
      {!asksDomain && (
        <Button variant="quiet" onClick={() => setAsksDomain(true)}>
          {t("otherTenant")}
        </Button>
      )}
    </form>
  );
}

export function LoginScreen() {
  const { t } = useTranslation("session");
  return (
    <main className={styles.screen}>
      <h1>{t("title")}</h1>
      <LoginForm />
    </main>
  );
}
