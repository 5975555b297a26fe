import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { send } from "../api/http";
import { useFormat } from "../i18n/format";
import { useLogin } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Account.module.css";
import { browserName } from "./browserName";

/** Where one is logged in. */
export function Sessions() {
  const { t } = useTranslation("account");
  const format = useFormat();
  const queries = useQueryClient();
  const ask = useConfirm();
  const { logoutEverywhere } = useLogin();
  const { data, error } = useQuery({ queryKey: ["sessions"], queryFn: () => got(api.GET("/sessions")) });
  const end = useMutation({
    mutationFn: (id: number) => send("DELETE", `/sessions/${id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const endAll = async () => {
    const yes = await ask({
      title: t("everywhereTitle"),
      text: t("everywhereText"),
      yes: t("everywhere"),
      danger: true,
    });
    if (yes) await logoutEverywhere();
  };

  return (
    <Card title={t("sessions")}>
      {(error ?? end.error) && <ProblemNote error={error ?? end.error} />}
      {!data && !error && <Loading lines={2} />}
      <ul className={styles.list}>
        {data?.items.map((session) => (
          <li key={session.id}>
            <div>
              <span>{browserName(session.browser) || t("unknownBrowser")}</span>
              <small>
                {session.address} · {t("used", { ago: format.ago(session.used_at) })}
              </small>
            </div>
            {session.current ? (
              <Badge tone="accent">{t("here")}</Badge>
            ) : (
              <Button busy={end.isPending && end.variables === session.id} onClick={() => end.mutate(session.id)}>
                {t("end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className={styles.line}>
        <Button variant="danger" onClick={() => void endAll()}>
          {t("everywhere")}
        </Button>
      </div>
    </Card>
  );
}
