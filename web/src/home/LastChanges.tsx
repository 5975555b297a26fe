import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got } from "../api/client";
import { useAuthor } from "../changes/author";
import { grouped } from "../changes/grouped";
import { useFormat } from "../i18n/format";
import { linkTo } from "../shell/linkTo";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import styles from "./Home.module.css";

const READ = 30;
const MOST = 5;

/** Who has changed what last. */
export function LastChanges() {
  const { t, i18n } = useTranslation("home");
  const format = useFormat();
  const author = useAuthor();
  const { data } = useQuery({
    queryKey: ["derived", "changes", "last"],
    queryFn: ({ signal }) => got(api.GET("/changes", { params: { query: { limit: READ } }, signal })),
    refetchInterval: 60_000,
  });
  const groups = grouped(data?.items ?? []).slice(0, MOST);
  return (
    <Card title={t("lastChanges")} actions={<Link href="/changes">{t("allChanges")}</Link>}>
      {!data && <Loading lines={3} />}
      {data?.items.length === 0 && <p className={styles.soft}>{t("noChanges")}</p>}
      <ol className={styles.list}>
        {groups.map(([first, ...others]) => {
          const { kind, id, action, publication } = first;
          const to = publication === null ? linkTo(kind, id) : `/changes/publications/${publication}`;
          const count = others.length + 1;
          const what = `${i18n.t(`kinds:one.${kind}`)} ${first.name}`;
          return (
            <li key={first.seq}>
              {action === "deleted" && publication === null ? (
                what
              ) : (
                <Link href={to}>{publication === null ? what : t("changes:publishedObjects", { count })}</Link>
              )}{" "}
              <span className={styles.soft}>
                {publication === null && `${i18n.t(`changes:action.${action}`)} · `}
                {author(first.author)} · {format.ago(first.at)}
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
