import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DoorClosed, DoorOpen, Moon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { send } from "../api/http";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { ClosureDialog } from "./ClosureDialog";
import { useOffice } from "./useOffice";
import styles from "./OfficeNow.module.css";

type Now = Schemas["OfficeNow"];

/** Whether the office is open at this moment, and the switches that change it at once. */
export function OfficeNow() {
  const { t } = useTranslation("hours");
  const may = useMay("editor");
  const { office } = useOffice();
  const [closing, setClosing] = useState(false);
  const queries = useQueryClient();
  const {
    data: now,
    error,
    refetch,
  } = useQuery({
    queryKey: ["derived", "office"],
    queryFn: () => got(api.GET("/office")),
    refetchInterval: 30_000,
  });
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["derived"] }),
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === "offices" }),
    ]);
  const open = useMutation({ mutationFn: () => send("DELETE", "/office/closure"), onSuccess: again });
  const night = useMutation({
    mutationFn: (on: boolean) =>
      office
        ? send("PATCH", `/offices/${office.id}`, { body: { night_mode: on } })
        : send("POST", "/offices", { body: { name: "office", night_mode: on } }),
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
