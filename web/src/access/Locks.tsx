import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { send } from "../api/http";
import { useFormat } from "../i18n/format";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Access.module.css";
import { LockedObject, LockedTrunk } from "./Locked";

type Lock = Schemas["LockShown"];

/** Who was wrong too often with PINs. */
export default function Locks() {
  const { t } = useTranslation("access");
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ["locks"],
    queryFn: () => got(api.GET("/locks")),
    refetchInterval: 15_000,
  });
  const lift = useMutation({
    mutationFn: (id: number) => send("DELETE", `/locks/${id}`),
    onSettled: () => refetch(),
  });

  return (
    <Page title={t("locks")}>
      {(error ?? lift.error) && <ProblemNote error={error ?? lift.error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.items.length === 0 && <Empty title={t("noLocks")} text={t("locksWhat")} />}
      {data && data.items.length > 0 && (
        <ul className={styles.list} aria-label={t("locks")}>
          {data.items.map((lock) => (
            <li key={lock.id}>
              <div className={styles.name}>
                <strong id={`lock-${lock.id}`}>
                  <Who lock={lock} />
                </strong>
                <span className={styles.soft}>{t(`locked.${lock.what}`)}</span>
              </div>
              <div>
                <Badge tone={lock.state === "refused" ? "bad" : "warn"}>{t(`state.${lock.state}`)}</Badge>
              </div>
              <div className={styles.soft}>
                {t("wrongPins", {
                  count: lock.count,
                  last: format.ago(lock.last_at),
                  until: format.dateTime(lock.until),
                })}
              </div>
              <div className={styles.buttons}>
                <Button
                  id={`lift-${lock.id}`}
                  aria-labelledby={`lift-${lock.id} lock-${lock.id}`}
                  busy={lift.isPending && lift.variables === lock.id}
                  onClick={() => lift.mutate(lock.id)}
                >
                  {t("lift")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Who({ lock }: { lock: Lock }) {
  const { t } = useTranslation("access");
  const trunk = /^trunk:(\d+)$/.exec(lock.who)?.[1];
  if (trunk) return <LockedTrunk id={Number(trunk)} />;
  if (lock.what !== "caller" && lock.what !== "source") return <LockedObject id={Number(lock.who)} />;
  return lock.who || t("withheld");
}
