import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import { OwnPassword } from "../session/OwnPassword";
import { RecoveryCodes } from "../session/RecoveryCodes";
import { SecondFactorSetup } from "../session/SecondFactorSetup";
import { useRefreshMe } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Account.module.css";

type Doing = "set-up" | "remove" | "renew";

/** Whether one's log-in needs a code of an app, and the recovery codes. */
export function SecondFactor() {
  const { t } = useTranslation("account");
  const format = useFormat();
  const queries = useQueryClient();
  const refresh = useRefreshMe();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { data, error } = useQuery({
    queryKey: ["second-factor"],
    queryFn: () => got(api.GET("/me/second-factor")),
  });
  const done = () => {
    setDoing(null);
    void queries.invalidateQueries({ queryKey: ["second-factor"] });
    void refresh();
  };

  return (
    <Card title={t("factor")}>
      <p className={styles.soft}>{t("factorWhat")}</p>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Loading lines={1} />}
      {data?.since === null && (
        <div className={styles.line}>
          <Badge>{t("off")}</Badge>
          <Button variant="primary" onClick={() => setDoing("set-up")}>
            {t("setUp")}
          </Button>
        </div>
      )}
      {data?.since && (
        <>
          <div className={styles.line}>
            <Badge tone="good">{t("on")}</Badge>
            <span>{t("since", { at: format.dateTime(data.since) })}</span>
          </div>
          <div className={styles.line}>
            {data.recovery_codes < 3 ? (
              <Badge tone="warn">{t("codesLeft", { count: data.recovery_codes })}</Badge>
            ) : (
              <span>{t("codesLeft", { count: data.recovery_codes })}</span>
            )}
          </div>
          <div className={styles.line}>
            <Button onClick={() => setDoing("renew")}>{t("renew")}</Button>
            <Button variant="danger" onClick={() => setDoing("remove")}>
              {t("remove")}
            </Button>
          </div>
        </>
      )}
      <Dialog open={doing !== null} title={doing && t(TITLE[doing])} onClose={done}>
        {doing === "set-up" && <SecondFactorSetup onDone={done} />}
        {doing === "remove" && <OwnPassword path="/me/second-factor/remove" yes={t("remove")} onDone={done} />}
        {doing === "renew" && <Renewal onDone={done} />}
      </Dialog>
    </Card>
  );
}

const TITLE = { "set-up": "setUpTitle", remove: "removeTitle", renew: "renew" } as const;

function Renewal({ onDone }: { onDone: () => void }) {
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <OwnPassword<Schemas["RecoveryCodes"]>
      path="/me/second-factor/recovery-codes"
      onDone={(answer) => setCodes(answer.codes)}
    />
  );
}
