import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DoorClosed, DoorOpen, Moon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { send } from "../api/http";
import { useDraft } from "../api/scope";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { ClosureDialog } from "./ClosureDialog";
import styles from "./OfficeNow.module.css";

export type Now = Schemas["OfficeNow"] & { etag: string };

/** Whether the office is open at this moment, and the switches that change it at once. */
export function OfficeNow() {
  const { t } = useTranslation("hours");
  const may = useMay("editor");
  const draft = useDraft();
  const [closing, setClosing] = useState(false);
  const queries = useQueryClient();
  const {
    data: now,
    error,
    refetch,
  } = useQuery({
    queryKey: ["derived", "office"],
    queryFn: async ({ signal }) => {
      const { data, etag } = await send<Now>("GET", "/office", { signal });
      return { ...data, etag };
    },
    refetchInterval: 30_000,
  });
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["derived"] }),
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === "offices" }),
    ]);
  const open = useMutation({
    mutationFn: () => send("DELETE", "/office/closure", { ifMatch: now?.etag }),
    onSettled: again,
  });
  const night = useMutation({
    mutationFn: async (on: boolean) => {
      const [office] = (await got(api.GET("/offices"))).items;
      return office
        ? send("PATCH", `/offices/${office.id}`, { body: { night_mode: on } })
        : send("POST", "/offices", { body: { name: "office", night_mode: on } });
    },
    onSuccess: again,
  });

  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!now) return <Loading lines={2} />;
  return (
    <Card>
      <div className={styles.now}>
        <div>
          <p className={styles.state} role="status">
            <State now={now} />
          </p>
          <p className={styles.soft}>{t("clock", { time: now.local.slice(11, 16), zone: now.zone })}</p>
        </div>
        {may && (
          <div className={styles.switches}>
            {now.closure ? (
              <Button variant="primary" icon={<DoorOpen />} busy={open.isPending} onClick={() => open.mutate()}>
                {t("openAgain")}
              </Button>
            ) : (
              <Button icon={<DoorClosed />} onClick={() => setClosing(true)}>
                {t("closeOffice")}
              </Button>
            )}
            <Button
              icon={<Moon />}
              aria-pressed={now.night_mode}
              busy={night.isPending}
              title={t("nightHint")}
              onClick={() => night.mutate(!now.night_mode)}
            >
              {now.night_mode ? t("nightOff") : t("nightOn")}
            </Button>
          </div>
        )}
      </div>
      {(open.error ?? night.error) && <ProblemNote error={open.error ?? night.error} />}
      {may && draft !== null && <p className={styles.soft}>{t("actAtOnce")}</p>}
      <ClosureDialog open={closing} now={now} onClose={() => setClosing(false)} onClosed={again} />
    </Card>
  );
}

function State({ now }: { now: Now }) {
  const { t } = useTranslation("hours");
  const format = useFormat();
  if (now.closure) {
    const until = format.dateTime(now.closure.until);
    return (
      <>
        <Badge tone="bad">{t("closed")}</Badge>{" "}
        {now.closure.by ? t("closedBy", { until, by: now.closure.by }) : t("closedUntil", { until })}
      </>
    );
  }
  const words = { open: t("openNow"), closed: t("closedNow"), holiday: t("holidayNow") }[now.rule];
  return (
    <>
      <Badge tone={now.rule === "open" ? "good" : "warn"}>{now.rule === "open" ? t("opened") : t("closed")}</Badge>{" "}
      {words} {now.night_mode && <Badge tone="accent">{t("night")}</Badge>}
    </>
  );
}
