import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got } from "../api/client";
import { useFindingText } from "../checks/useFindings";
import { linkTo } from "../shell/linkTo";
import { Card } from "../ui/Page";
import styles from "./Home.module.css";
import type { Overview } from "./useOverview";

const MOST = 5;

/** What does not work, and what is wrong with the configuration; each leads to where it is mended. */
export function Attention({ overview }: { overview: Overview }) {
  const { t, i18n } = useTranslation("home");
  const { data: findings } = useGravest();
  const text = useFindingText();
  const { trunks, failed_deliveries: failed, full_mailboxes: full } = overview;
  const errors = findings?.items.filter((one) => one.severity === "error") ?? [];
  const left = (findings?.counts.error ?? 0) - errors.length;
  const items = [
    ...(trunks?.down ?? []).map((one) => (
      <Item key={`trunk ${one.trunk}`} to={`/trunks/${one.trunk}`} title={one.name}>
        {i18n.t(`trunks:state.${one.state}`)}
        {one.reason && ` (${one.reason})`}
      </Item>
    )),
    ...full.slice(0, MOST).map((one) => (
      <Item key={`box ${one.owner}`} to={linkTo(one.kind, one.owner)} title={`${one.name} (${one.number})`}>
        {t("mailboxFull")}
      </Item>
    )),
    failed > 0 && (
      <Item key="failed" to="/system?tab=outbox" title={t("messagesFailed", { count: failed })}>
        {t("messagesFailedText")}
      </Item>
    ),
    ...errors.map((one) => (
      <Item
        key={`${one.kind} ${one.id} ${one.code} ${one.pointer}`}
        to={one.id === null ? "/checks" : linkTo(one.kind, one.id)}
        title={one.name}
      >
        {text(one)}
      </Item>
    )),
    left > 0 && <Item key="left" to="/checks" title={t("moreErrors", { count: left })} />,
  ].filter(Boolean);

  return (
    <Card title={t("attention")} actions={<Link href="/checks">{t("allChecks")}</Link>}>
      {items.length > 0 ? (
        <ul className={styles.list}>{items}</ul>
      ) : (
        <p className={styles.fine}>
          <CircleCheck aria-hidden /> {t("allFine")}
        </p>
      )}
      {findings && findings.counts.warning > 0 && (
        <Link href="/checks">{t("warnings", { count: findings.counts.warning })}</Link>
      )}
    </Card>
  );
}

function useGravest() {
  return useQuery({
    queryKey: ["derived", "checks", "gravest"],
    queryFn: ({ signal }) => got(api.GET("/checks", { params: { query: { limit: MOST } }, signal })),
    staleTime: 60_000,
  });
}

function Item({ to, title, children }: { to: string; title: string; children?: ReactNode }) {
  return (
    <li className={styles.item}>
      <TriangleAlert aria-hidden />
      <span>
        <Link href={to}>{title}</Link>
        {children && <span className={styles.soft}> {children}</span>}
      </span>
    </li>
  );
}
