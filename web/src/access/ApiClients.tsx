import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { send } from "../api/http";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Dialog } from "../ui/Dialog";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Access.module.css";
import { ApiClientForm } from "./ApiClientForm";
import { VENDORS, type ApiClient } from "./vendors";

/** Programs that were written for another vendor's API, and log in to ours by an id and a secret. */
export function ApiClients() {
  const { t, i18n } = useTranslation("access");
  const ask = useConfirm();
  const [shown, setShown] = useState<ApiClient | "new" | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ["api-clients"], queryFn: () => got(api.GET("/api-clients")) });
  const revoke = useMutation({
    mutationFn: (id: number) => send("DELETE", `/api-clients/${id}`),
    onSettled: () => refetch(),
  });
  const asked = async (client: ApiClient) => {
    const title = t("revokeTitle", { name: client.name });
    if (await ask({ title, text: t("clientRevokeText"), yes: t("revoke"), danger: true })) revoke.mutate(client.id);
  };
  const close = () => {
    setShown(null);
    void refetch();
  };

  return (
    <section className={styles.section} aria-label={t("clients")}>
      <header className={styles.sectionHead}>
        <h2>{t("clients")}</h2>
        <Button onClick={() => setShown("new")}>{t("newClient")}</Button>
      </header>
      <p className={styles.soft}>{t("clientsWhat")}</p>
      {(error ?? revoke.error) && <ProblemNote error={error ?? revoke.error} onRetry={() => void refetch()} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((client) => (
            <li key={client.id}>
              <div className={styles.name}>
                <strong>{client.name}</strong>
                <code className={styles.soft}>{client.client_id}</code>
              </div>
              <div>{VENDORS[client.dialect]}</div>
              <div className={styles.badges}>
                {client.rights.map((right) => (
                  <Badge key={right}>{i18n.t(`access:right.${right}`)}</Badge>
                ))}
              </div>
              <div className={styles.buttons}>
                <Button aria-label={t("editOf", { name: client.name })} onClick={() => setShown(client)}>
                  {t("edit")}
                </Button>
                <Button
                  variant="danger"
                  aria-label={t("revokeOf", { name: client.name })}
                  busy={revoke.isPending && revoke.variables === client.id}
                  onClick={() => void asked(client)}
                >
                  {t("revoke")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Dialog open={shown !== null} title={shown === "new" ? t("newClient") : shown?.name} onClose={close}>
        {shown && <ApiClientForm client={shown === "new" ? null : shown} onDone={close} />}
      </Dialog>
    </section>
  );
}
