import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { ShownOnce } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import styles from "./Access.module.css";
import { RightsField } from "./RightsField";

type Minted = Schemas["TokenMinted"];
const ROLES = ["viewer", "editor", "admin"] as const;
const DAYS = [30, 90, 365] as const;

/** Makes a token, and shows it this once. */
export function TokenForm({ onMinted, onDone }: { onMinted: () => void; onDone: () => void }) {
  const { t, i18n } = useTranslation("access");
  const reason = useReasonText();
  const [name, setName] = useState("");
  const [role, setRole] = useState<(typeof ROLES)[number]>("viewer");
  const [rights, setRights] = useState<Minted["rights"]>([]);
  const [days, setDays] = useState(0);
  const [minted, setMinted] = useState<Minted | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const wrong = reasonsAt(error, "/name")[0];

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    const ends = days ? { expires_at: new Date(Date.now() + days * 86_400_000).toISOString() } : {};
    try {
      setMinted((await send<Minted>("POST", "/tokens", { body: { name, role, rights, ...ends } })).data);
      onMinted();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  if (minted) {
    return (
      <div className={styles.form}>
        <ShownOnce />
        <p>{t("minted")}</p>
        <code className={styles.secret}>{minted.token}</code>
        <div className={styles.buttons}>
          <CopyButton text={minted.token} />
          <Button variant="primary" onClick={onDone}>
            {t("keptToken")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <Field label={t("tokenName")} hint={t("tokenNameHint")} error={wrong && reason(wrong)}>
        <input required maxLength={63} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("roleLabel")} hint={i18n.t(`access:roleWhat.${role}`)}>
        <select value={role} onChange={(event) => setRole(event.target.value as typeof role)}>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {i18n.t(`access:role.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <RightsField value={rights} onChange={setRights} />
      <Field label={t("lifetime")}>
        <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          <option value={0}>{t("forever")}</option>
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {t("days", { count: one })}
            </option>
          ))}
        </select>
      </Field>
      {error !== null && !wrong && <ProblemNote error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={busy}>
          {t("create")}
        </Button>
      </div>
    </form>
  );
}
