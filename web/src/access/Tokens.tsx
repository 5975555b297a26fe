import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { send } from "../api/http";
import { useFormat } from "../i18n/format";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Dialog } from "../ui/Dialog";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Access.module.css";
import { ApiClients } from "./ApiClients";
import { TokenForm } from "./TokenForm";

type Token = Schemas["TokenShown"];

/** What programs use the API with. */
export default function Tokens() {
  const { t, i18n } = useTranslation("access");
  const format = useFormat();
  const ask = useConfirm();
  const [minting, setMinting] = useState(false);
  const [openedAt, setOpenedAt] = useState(() => Date.now());
  const { data, error, refetch } = useQuery({ queryKey: ["tokens"], queryFn: () => got(api.GET("/tokens")) });
  const revoke = useMutation({
    mutationFn: (id: number) => send("DELETE", `/tokens/${id}`),
    onSettled: () => refetch(),
  });
  const asked = async (token: Token) => {
    const title = t("revokeTitle", { name: token.name });
    if (await ask({ title, text: t("revokeText"), yes: t("revoke"), danger: true })) revoke.mutate(token.id);
  };
  const validity = (token: Token) => {
    if (token.expires_at === null) return <span className={styles.soft}>{t("forever")}</span>;
    const over = Date.parse(token.expires_at) <= openedAt;
    const text = t(over ? "expired" : "expires", { at: format.dateTime(token.expires_at) });
    return over ? <Badge tone="warn">{text}</Badge> : <span>{text}</span>;
  };

  return (
    <Page
      title={t("tokens")}
      actions={
        <Button variant="primary" onClick={() => setMinting(true)}>
          {t("newToken")}
        </Button>
      }
    >
      {(error ?? revoke.error) && <ProblemNote error={error ?? revoke.error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <Empty title={t("noTokens")} text={t("tokensWhat")} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list} aria-label={t("tokens")}>
          {data.items.map((token) => (
            <li key={token.id}>
              <div className={styles.name}>
                <strong>{token.name}</strong>
                <code className={styles.soft}>swb_…{token.last_four}</code>
              </div>
              <div>{i18n.t(`access:role.${token.role}`)}</div>
              <div className={styles.badges}>
                {validity(token)}
                {token.rights.map((right) => (
                  <Badge key={right}>{i18n.t(`access:right.${right}`)}</Badge>
                ))}
              </div>
              <div className={styles.buttons}>
                <Button
                  variant="danger"
                  aria-label={t("revokeOf", { name: token.name })}
                  busy={revoke.isPending && revoke.variables === token.id}
                  onClick={() => void asked(token)}
                >
                  {t("revoke")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <ApiClients />
      <Dialog open={minting} title={t("newToken")} onClose={() => setMinting(false)}>
        <TokenForm
          onMinted={() => {
            setOpenedAt(Date.now());
            void refetch();
          }}
          onDone={() => setMinting(false)}
        />
      </Dialog>
    </Page>
  );
}
