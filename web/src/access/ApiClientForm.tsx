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
import { VENDORS, type ApiClient } from "./vendors";

type Minted = Schemas["ApiClientMinted"];

/** Makes a client and shows its secret this once, or says what one that there is may do (`client`). */
export function ApiClientForm({ client, onDone }: { client: ApiClient | null; onDone: () => void }) {
  const { t, i18n } = useTranslation("access");
  const reason = useReasonText();
  const [name, setName] = useState("");
  const [dialect, setDialect] = useState<ApiClient["dialect"]>("yeastar");
  const [hears, setHears] = useState(client?.rights.includes("recordings") ?? false);
  const [minted, setMinted] = useState<Minted | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const wrong = reasonsAt(error, "/name")[0];

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    const rights: ApiClient["rights"] = hears ? ["recordings"] : [];
    try {
      if (client) {
        await send("PATCH", `/api-clients/${client.id}`, { body: { rights } });
        onDone();
      } else {
        setMinted((await send<Minted>("POST", "/api-clients", { body: { name, dialect, rights } })).data);
      }
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };

  if (minted) {
    const id = minted.dialect === "servetel" ? "email" : "username";
    return (
      <div className={styles.form}>
        <ShownOnce />
        <p>{t("clientMinted")}</p>
        <code className={styles.secret}>
          {id}: {minted.client_id}
          <br />
          password: {minted.secret}
        </code>
        <div className={styles.buttons}>
          <CopyButton text={minted.secret} />
          <Button variant="primary" onClick={onDone}>
            {t("keptToken")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      {!client && (
        <>
          <Field label={t("tokenName")} hint={t("tokenNameHint")} error={wrong && reason(wrong)}>
            <input required maxLength={63} value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("vendor")}>
            <select value={dialect} onChange={(event) => setDialect(event.target.value as typeof dialect)}>
              {Object.entries(VENDORS).map(([key, vendor]) => (
                <option key={key} value={key}>
                  {vendor}
                </option>
              ))}
            </select>
          </Field>
        </>
      )}
      <fieldset className={styles.choices}>
        <legend>{t("rights")}</legend>
        <Field label={i18n.t("access:clientHears")} inline>
          <input type="checkbox" checked={hears} onChange={(event) => setHears(event.target.checked)} />
        </Field>
      </fieldset>
      {error !== null && !wrong && <ProblemNote error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={busy}>
          {t(client ? "save" : "create")}
        </Button>
      </div>
    </form>
  );
}
