import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Login.module.css";
import { useLogin, type Me } from "./session";

/** A link to the page of one of several companies has its domain: `/page/?domain=sip.example.com`. */
const linkedDomain = () => new URLSearchParams(location.search).get("domain") ?? "";

/** The form of the way in; `onDone` gets who has logged in. The code is asked for once it is needed. */
export function LoginForm({ name: known = "", onDone }: { name?: string; onDone?: (me: Me) => void }) {
  const { t } = useTranslation("session");
  const { login } = useLogin();
  const [sent, setSent] = useState({ name: known, password: "", domain: linkedDomain() });
  const [code, setCode] = useState<string | null>(null);
  const [asksDomain, setAsksDomain] = useState(sent.domain !== "");
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<typeof sent>) => setSent({ ...sent, ...part });

  const refused = (problem: unknown) => {
    if (isProblem(problem, "code-needed")) {
      setCode("");
      setError(null);
      return;
    }
    setError(problem);
    setCode(isProblem(problem, "code-wrong") ? "" : null);
    if (isProblem(problem, "login-failed")) set({ password: "" });
  };

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const { name, password, domain } = sent;
      const me = await login({ name, password, ...(domain && { domain }), ...(code && { code }) });
      onDone?.(me);
    } catch (problem) {
      refused(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {code === null ? (
        <>
          <Field label={t("name")}>
            <input
              autoComplete="username"
              required
              value={sent.name}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Field>
          <Field label={t("password")}>
            <input
              type="password"
              autoComplete="current-password"
              required
              value={sent.password}
              onChange={(event) => set({ password: event.target.value })}
            />
          </Field>
          {asksDomain && (
            <Field label={t("domain")} hint={t("domainHint")}>
              <input value={sent.domain} onChange={(event) => set({ domain: event.target.value })} />
            </Field>
          )}
        </>
      ) : (
        <Field label={t("code")} hint={t("codeHint")}>
          <CodeInput value={code} onChange={setCode} />
        </Field>
      )}
      {error !== null && <ProblemNote error={error} />}
      <Button type="submit" variant="primary" busy={busy}>
        {t("login")}
      </Button>
      {code !== null ? (
        <Button variant="quiet" onClick={() => setCode(null)}>
          {t("back")}
        </Button>
      ) : (
        !asksDomain && (
          <Button variant="quiet" onClick={() => setAsksDomain(true)}>
            {t("otherTenant")}
          </Button>
        )
      )}
    </form>
  );
}

interface CodeInputProps {
  value: string;
  onChange: (code: string) => void;
  id?: string;
}

/** For a code of the app, or a recovery code; it has the focus, as nothing else is to be done then. */
export function CodeInput({ value, onChange, ...described }: CodeInputProps) {
  return (
    <input
      {...described}
      className={styles.code}
      required
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={64}
      ref={focused}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

const focused = (input: HTMLInputElement | null) => input?.focus();

export function LoginScreen() {
  const { t } = useTranslation("session");
  return (
    <main className={styles.screen}>
      <h1>{t("title")}</h1>
      <LoginForm />
    </main>
  );
}
