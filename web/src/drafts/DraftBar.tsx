import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useDraftConflicts, useDraftOf } from "../api/drafts";
import { isProblem } from "../api/problem";
import { useDraft, workIn } from "../api/scope";
import { carryOver } from "../forms/kept";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { tell } from "../ui/toasts";
import styles from "./DraftBar.module.css";

/** Says above all screens in which draft somebody works; nothing while that is none. */
export default function DraftBar() {
  const draft = useDraft();
  return draft === null ? null : <Bar draft={draft} />;
}

function Bar({ draft }: { draft: number }) {
  const { t } = useTranslation("drafts");
  const [path, go] = useLocation();
  const { data, error } = useDraftOf(draft);
  const { data: overtaken } = useDraftConflicts(draft);
  const conflicts = overtaken?.items.reduce((sum, one) => sum + one.conflicts.length, 0) ?? 0;
  const own = `/drafts/${draft}`;

  useEffect(() => {
    if (!isProblem(error, "not-found")) return;
    carryOver(draft);
    workIn(null);
    tell(t("ended"), "plain");
  }, [draft, error, t]);

  return (
    <aside className={styles.bar} aria-label={t("bar")}>
      <span className={styles.where}>
        {t("working")} <Link href={own}>{data?.name ?? "…"}</Link>
      </span>
      <span className={styles.count}>{data && t("changes", { count: data.changes })}</span>
      {conflicts > 0 && <Badge tone="warn">{t("conflicts", { count: conflicts })}</Badge>}
      <span className={styles.buttons}>
        {path !== own && (
          <Button variant="primary" onClick={() => go(own)}>
            {t("review")}
          </Button>
        )}
        <Button onClick={() => workIn(null)}>{t("leave")}</Button>
      </span>
    </aside>
  );
}
