import { Undo2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { linkTo } from "../shell/linkTo";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import styles from "./AllChanges.module.css";
import { OneWrite } from "./OneWrite";
import { useAuthor } from "./author";
import type { Group } from "./grouped";
import { useUndo } from "./useUndo";

type Change = Schemas["ChangeShown"];

/** One write, or what was published together. `newest` are those that can be taken back. */
export function ChangeRow({ group, newest }: { group: Group; newest: ReadonlySet<number> }) {
  const { t } = useTranslation("changes");
  const format = useFormat();
  const author = useAuthor();
  const [first] = group;
  const head = (
    <span className={styles.about}>
      <time dateTime={first.at} title={format.dateTime(first.at)}>
        {format.ago(first.at)}
      </time>
      {" · "}
      {author(first.author)}
      {first.note && <> · {first.note}</>}
    </span>
  );
  if (first.publication !== null) {
    return (
      <li className={styles.row}>
        <Badge tone="accent">{t("action.published")}</Badge>
        <Link href={`/changes/publications/${first.publication}`}>
          {t("publishedObjects", { count: group.length })}
        </Link>
        {head}
      </li>
    );
  }
  return <OneChange change={first} head={head} newest={newest.has(first.seq)} />;
}

function OneChange({ change, head, newest }: { change: Change; head: ReactNode; newest: boolean }) {
  const { t, i18n } = useTranslation("changes");
  const may = useMay("editor");
  const { undo, busy } = useUndo();
  const [open, setOpen] = useState(false);
  const { kind, id, action, name, number, revision } = change;
  const called = `${i18n.t(`kinds:one.${kind}`)} ${number ? `${name} (${number})` : name}`;
  return (
    <li className={styles.row}>
      <Badge tone={action === "deleted" ? "bad" : action === "created" ? "good" : "plain"}>
        {t(`action.${action}`)}
      </Badge>
      {action === "deleted" ? <span>{called}</span> : <Link href={linkTo(kind, id)}>{called}</Link>}
      {head}
      <span className={styles.buttons}>
        {action !== "deleted" && (
          <Button variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "hide" : "what")}
          </Button>
        )}
        {may && newest && (
          <Button icon={<Undo2 />} busy={busy} onClick={() => undo(change)}>
            {t("undo")}
          </Button>
        )}
      </span>
      {open && (
        <div className={styles.inside}>
          <OneWrite kind={kind} id={id} revision={revision} />
        </div>
      )}
    </li>
  );
}
