import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Copy, KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Lamp } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Dialog, ShownOnce } from "../ui/Dialog";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import styles from "./Phones.module.css";

type Account = Schemas["PhoneAccountShown"];
type Status = Schemas["ExtensionStatus"];

/** The phones of a person, and the password by which they register. */
export function Phones({ extension }: { extension: number }) {
  const { t } = useTranslation("people");
  const { data, error, refetch } = useQuery({
    queryKey: ["derived", "phones", extension],
    queryFn: ({ signal }) => got(api.GET("/extensions/{id}/status", { params: { path: { id: extension } }, signal })),
    refetchInterval: 5000,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <Card title={t("registered")}>
        {data.phones.length === 0 ? (
          <Empty title={t("noPhone")} text={data.sip_username === null ? t("noPasswordText") : t("noPhoneText")} />
        ) : (
          <ul className={styles.phones}>
            {data.phones.map((phone) => (
              <Phone key={`${phone.address}${phone.expires_at}`} phone={phone} />
            ))}
          </ul>
        )}
      </Card>
      <Password extension={extension} username={data.sip_username} />
    </>
  );
}

function Phone({ phone }: { phone: Status["phones"][number] }) {
  const { t } = useTranslation("people");
  const format = useFormat();
  return (
    <li>
      <Lamp tone="good" label={t("line.online")} />
      <strong>{phone.user_agent || t("unnamed")}</strong>
      <span>
        {[phone.address, phone.transport?.toUpperCase()].filter(Boolean).join(" · ")}
        {phone.since && ` · ${t("since", { at: format.dateTime(phone.since) })}`}
        {` · ${t("until", { at: format.time(phone.expires_at) })}`}
        {phone.node && ` · ${phone.node}`}
      </span>
    </li>
  );
}

/** Makes a password, shows it once, and forgets it. */
function Password({ extension, username }: { extension: number; username: string | null }) {
  const { t } = useTranslation("people");
  const ask = useConfirm();
  const mayEdit = useMay("editor");
  const queries = useQueryClient();
  const [account, setAccount] = useState<Account | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: ["derived", "phones", extension] });
  const path = { params: { path: { id: extension } } };
  const make = useMutation({
    mutationFn: () => got(api.POST("/extensions/{id}/sip-password", path)),
    onSuccess: (made) => {
      setAccount(made);
      return again();
    },
  });
  const forget = useMutation({
    mutationFn: () => got(api.DELETE("/extensions/{id}/sip-password", path)),
    onSuccess: () => {
      tell(t("passwordForgotten"));
      return again();
    },
  });
  const onMake = async () => {
    const sure =
      username === null || (await ask({ title: t("newPassword"), text: t("newPasswordText"), yes: t("makePassword") }));
    if (sure) make.mutate();
  };
  const onForget = async () => {
    const sure = await ask({
      title: t("forgetPassword"),
      text: t("forgetPasswordText"),
      yes: t("forget"),
      danger: true,
    });
    if (sure) forget.mutate();
  };
  return (
    <Card title={t("password")}>
      <p>{username === null ? t("noPassword") : t("hasPassword", { username })}</p>
      {mayEdit && (
        <div className={styles.buttons}>
          <Button
            icon={<KeyRound />}
            variant={username === null ? "primary" : "plain"}
            busy={make.isPending}
            onClick={() => void onMake()}
          >
            {username === null ? t("makePassword") : t("newPassword")}
          </Button>
          {username !== null && (
            <Button variant="danger" busy={forget.isPending} onClick={() => void onForget()}>
              {t("forgetPassword")}
            </Button>
          )}
        </div>
      )}
      {(make.error ?? forget.error) && <ProblemNote error={make.error ?? forget.error} />}
      {account && <AccountDialog account={account} onClose={() => setAccount(null)} />}
    </Card>
  );
}

function AccountDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation("people");
  const host = account.host || location.hostname;
  const lines: [string, string][] = [
    [t("account.username"), account.username],
    [t("account.password"), account.password],
    [t("account.domain"), account.domain || host],
    [t("account.proxy"), `${host}:${account.port}`],
    ...(account.tls_port ? [[t("account.tls_proxy"), `${host}:${account.tls_port}`] as [string, string]] : []),
    [t("account.transport"), account.transports.join(", ").toUpperCase()],
  ];
  const copy = async () => {
    await navigator.clipboard.writeText(lines.map(([name, value]) => `${name}: ${value}`).join("\n"));
    tell(t("copied"));
  };
  return (
    <Dialog
      open
      title={t("account.title")}
      onClose={onClose}
      actions={
        <>
          {"clipboard" in navigator && (
            <Button icon={<Copy />} onClick={() => void copy()}>
              {t("copy")}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t("account.done")}
          </Button>
        </>
      }
    >
      <ShownOnce />
      <p>{t("account.text")}</p>
      <dl className={styles.account}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
