import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useFormat } from "../i18n/format";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Home.module.css";
import { Hours } from "./Hours";
import { useToday, type Today as Found } from "./useOverview";

/** How many called today, and what became of them, beside what is usual on such a day. */
export function Today() {
  const { t } = useTranslation("home");
  const { data, error, refetch } = useToday();
  return (
    <Card title={t("today")} actions={<Link href="/insight">{t("moreInsight")}</Link>}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && (data.calls > 0 || data.usual) && <Figures today={data} />}
      {data && data.calls === 0 && !data.usual && <Empty title={t("noCallsYet")} text={t("noCallsYetText")} />}
    </Card>
  );
}

function Figures({ today }: { today: Found }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  const { calls, lost, usual, outcomes } = today;
  const answered = outcomes.answered ?? 0;
  return (
    <>
      <dl className={styles.figures}>
        <Figure
          title={t("calls")}
          value={format.number(calls)}
          to="/calls?period=today"
          note={usual ? t("usually", { number: format.number(usual.calls) }) : t("usualUnknown")}
        />
        <Figure
          title={t("answered")}
          value={calls ? format.percent(answered / calls) : "–"}
          to="/calls?period=today&outcome=answered"
          note={format.number(answered)}
        />
        <Figure
          title={t("lost")}
          value={format.number(lost)}
          to="/calls?period=today&outcome=abandoned"
          note={usual ? t("usually", { number: format.number(usual.lost) }) : t("lostText")}
          bad={usual !== null && lost > 2 * usual.lost + 2}
        />
      </dl>
      <Hours hours={today.hours} />
      <Keys keys={today.keys} />
    </>
  );
}

interface FigureProps {
  title: string;
  value: string;
  note: string;
  to: string;
  /** It stands out. */
  bad?: boolean;
}

function Figure({ title, value, note, to, bad = false }: FigureProps) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Link href={to} className={bad ? styles.high : undefined}>
          {value}
        </Link>
        <small>{note}</small>
      </dd>
    </div>
  );
}

/** The keys that callers pressed most. */
function Keys({ keys }: { keys: Found["keys"] }) {
  const { t } = useTranslation("home");
  const format = useFormat();
  if (keys.length === 0) return null;
  return (
    <div>
      <h3 className={styles.heading}>{t("keys")}</h3>
      <ol className={styles.list}>
        {keys.map((key) => (
          <li key={`${key.ivr} ${key.keys}`} className={styles.row}>
            <kbd>{key.keys}</kbd>
            <Link href={`/insight/menus/${key.ivr}?days=1`}>{`${key.name} (${key.number})`}</Link>
            <span className={styles.end}>{t("times", { count: key.times, number: format.number(key.times) })}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
