import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import type { Documents } from "../api/kinds";
import { useDraft } from "../api/scope";
import { HANG_UP, type Plain } from "../destinations/destination";
import { useDestinationText } from "../destinations/useDestinationText";
import { Badge } from "../ui/Badge";
import styles from "./Conditions.module.css";

/** A time condition: its name, what the time is by it, and where callers go now. */
export function ConditionRow({ condition }: { condition: Documents["time-conditions"] }) {
  const { t } = useTranslation("hours");
  const draft = useDraft();
  const { data } = useQuery({
    queryKey: ["derived", "why", draft, condition.id, undefined],
    queryFn: async () =>
      (await send<Schemas["DecidedFor"]>("GET", `/time-conditions/${condition.id}/explain`, { query: { draft } })).data,
  });
  const to = useDestinationText((data?.to ?? HANG_UP) as Plain);
  return (
    <li>
      <Link href={`/time-conditions/${condition.id}`} className={styles.name}>
        {condition.name}
      </Link>
      {data && (
        <>
          <Badge tone={data.rule === "open" ? "good" : "warn"}>
            {data.rule === "holiday" ? data.holiday_name : data.rule === "open" ? t("opened") : t("closed")}
          </Badge>
          <span className={styles.to}>→ {to}</span>
        </>
      )}
    </li>
  );
}
