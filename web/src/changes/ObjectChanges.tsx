import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { ObjectChange } from "../api/drafts";
import { linkTo } from "../shell/linkTo";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Differences } from "./Differences";
import styles from "./ObjectChanges.module.css";
import { useAuthor } from "./author";
import type { Names } from "./words";

interface ObjectChangesProps {
  items: readonly ObjectChange[];
  names: Names;
  /** Takes a change out of a draft. */
  onRevert?: ((change: ObjectChange) => void) | undefined;
}

/** What is done to several objects, one after the other. */
export function ObjectChanges({ items, names, onRevert }: ObjectChangesProps) {
  const { t, i18n } = useTranslation("changes");
  const author = useAuthor();
  return (
    <ol className={styles.list}>
      {items.map((item) => (
        <li key={item.id}>
          <header className={styles.head}>
            <Badge tone={item.action === "deleted" ? "bad" : item.action === "created" ? "good" : "plain"}>
              {t(`action.${item.action}`)}
            </Badge>
            <h3>
              {i18n.t(`kinds:one.${item.kind}`)}{" "}
              {item.action === "deleted" ? called(item) : <Link href={linkTo(item.kind, item.id)}>{called(item)}</Link>}
            </h3>
            {(item.conflicts ?? 0) > 0 && <Badge tone="warn">{t("conflicts", { count: item.conflicts })}</Badge>}
            <span className={styles.who}>{author(item.author)}</span>
            {onRevert && (
              <Button
                variant="quiet"
                icon={<RotateCcw />}
                aria-label={t("revertOf", { name: called(item) })}
                onClick={() => onRevert(item)}
              >
                {t("revert")}
              </Button>
            )}
          </header>
          {item.action !== "deleted" && <Differences kind={item.kind} fields={item.fields} names={names} />}
        </li>
      ))}
    </ol>
  );
}

function called({ name, number }: ObjectChange): string {
  return number ? `${name} (${number})` : name;
}
