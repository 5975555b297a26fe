import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useAll } from "../api/objects";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { ConditionRow } from "./ConditionRow";
import { HoursPage } from "./HoursPage";
import styles from "./Conditions.module.css";

/** All time conditions: where each leads now. */
export default function ConditionsScreen() {
  const { t } = useTranslation("hours");
  const may = useMay("editor");
  const [, go] = useLocation();
  const { data, error, refetch } = useAll("time-conditions");
  const make = may && (
    <Button variant="primary" icon={<Plus />} onClick={() => go("/time-conditions/new")}>
      {t("newCondition")}
    </Button>
  );
  return (
    <HoursPage title={t("conditions")} actions={make}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty
          title={t("noConditions")}
          text={t("noConditionsText")}
          action={<Link href="/first-steps">{t("templates")}</Link>}
        />
      )}
      {data && data.length > 0 && (
        <Card>
          <ul className={styles.list}>
            {data.map((condition) => (
              <ConditionRow key={condition.id} condition={condition} />
            ))}
          </ul>
        </Card>
      )}
    </HoursPage>
  );
}
