import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Kind } from "../api/kinds";
import { useReferences } from "../api/objects";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./UsedBy.module.css";
import { useLabels } from "./labels";
import { linkTo } from "../shell/linkTo";

/** The objects that refer to one, with links. */
export function UsedBy({ path, id }: { path: Kind; id: number }) {
  const { t } = useTranslation("objects");
  const labels = useLabels();
  const { data, error, refetch } = useReferences(path, id);
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty title={t("unused")} text={t("unusedText")} />;
  const users = [...new Map(data.items.map((one) => [`${one.kind}/${one.id}`, one])).values()];
  return (
    <Card>
      <ul className={styles.users}>
        {users.map((one) => (
          <li key={`${one.kind}/${one.id}`}>
            <Link href={linkTo(one.kind, one.id)}>{one.name}</Link> <span>{labels.kind(one.kind)}</span>
          </li>
        ))}
      </ul>
      {data.total > data.items.length && <p>{t("andMore", { count: data.total - data.items.length })}</p>}
    </Card>
  );
}
