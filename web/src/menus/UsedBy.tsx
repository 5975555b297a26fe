import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { pathOf } from "../api/kinds";
import { useReferences } from "../api/objects";
import { Card } from "../ui/Page";
import { linkTo } from "../shell/linkTo";
import styles from "./MenuEditor.module.css";

/** Who leads callers to a menu. */
export function UsedBy({ id }: { id: number }) {
  const { t } = useTranslation("menus");
  const { data } = useReferences("ivrs", id);
  const users = data?.items ?? [];
  return (
    <Card title={t("usedBy")}>
      {data && users.length === 0 && <p className={styles.soft}>{t("unused")}</p>}
      <ul className={styles.users}>
        {users.map((user) => (
          <li key={`${user.id}${user.field}`}>
            <Link href={linkTo(user.kind, user.id)}>{user.name || t(`objectKinds.${user.kind}`)}</Link>{" "}
            <span className={styles.soft}>{t(`objectKinds.${user.kind}`, pathOf(user.kind))}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
