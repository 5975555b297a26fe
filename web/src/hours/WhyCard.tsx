import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import type { Schemas } from "../api/client";
import { useAll } from "../api/objects";
import { useDraft } from "../api/scope";
import { useFormat } from "../i18n/format";
import { useZone } from "../session/zone";
import { Badge } from "../ui/Badge";
import { Field } from "../ui/Field";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { useDayNames } from "./dayNames";
import { DAYS } from "./week";
import { momentOf } from "../i18n/zoned";
import styles from "./WhyCard.module.css";

type Decided = Schemas["Decided"];

/** What a moment is, by the hours of the office or by a time condition, and why. */
export function WhyCard({ condition }: { condition?: number }) {
  const { t } = useTranslation("hours");
  const zone = useZone();
  const { data: conditions = [] } = useAll("time-conditions");
  const [chosen, setChosen] = useState<number | null>(condition ?? null);
  const [local, setLocal] = useState("");
  const draft = useDraft();
  const at = momentOf(local, zone)?.toISOString();
  const { data, error } = useQuery({
    queryKey: ["derived", "why", draft, chosen, at],
    queryFn: async () =>
      chosen === null
        ? (await send<Decided>("POST", "/explain", { body: { ...(at && { at }), ...(draft !== null && { draft }) } }))
            .data
        : (await send<Decided>("GET", `/time-conditions/${chosen}/explain`, { query: { at, draft } })).data,
  });
  return (
    <Card title={t("why")}>
      <div className={styles.asked}>
        {condition === undefined && (
          <Field label={t("whyOf")}>
            <select
              value={chosen ?? ""}
              onChange={(event) => setChosen(event.target.value === "" ? null : Number(event.target.value))}
            >
              <option value="">{t("office")}</option>
              {conditions.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field label={t("whyAt")} hint={t("whyNow")}>
          <input type="datetime-local" value={local} onChange={(event) => setLocal(event.target.value)} />
        </Field>
      </div>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Loading lines={1} />}
      {data && <Answer decided={data} />}
    </Card>
  );
}

function Answer({ decided }: { decided: Decided }) {
  const { t } = useTranslation("hours");
  const format = useFormat();
  const { long } = useDayNames();
  const moment = new Date(`${decided.local.slice(0, 10)}T00:00Z`);
  const day = DAYS[(moment.getUTCDay() + 6) % 7];
  const values = {
    day: day ? long(day) : "",
    time: decided.local.slice(11, 16),
    zone: decided.zone,
    holiday: decided.holiday_name,
    until: decided.closure ? format.dateTime(decided.closure.until) : "",
    by: decided.closure?.by ?? "",
  };
  const own = decided.own_hours;
  const words = {
    open: own ? t("whyOpenOwn", values) : t("whyOpen", values),
    closed: decided.closure ? t("whyClosure", values) : own ? t("whyClosedOwn", values) : t("whyClosed", values),
    holiday: t("whyHoliday", values),
  }[decided.rule];
  return (
    <p role="status">
      <Badge tone={decided.rule === "open" ? "good" : "warn"}>
        {decided.rule === "open" ? t("opened") : t("closed")}
      </Badge>{" "}
      {words}
    </p>
  );
}
