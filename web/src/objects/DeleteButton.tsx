import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { pathOf } from "../api/kinds";
import { useRemove } from "../api/objects";
import { isProblem } from "../api/problem";
import { linkTo, linkToKind } from "../shell/linkTo";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import styles from "./DeleteButton.module.css";

interface DeleteProps {
  /** As documents name it, such as `ring_group`. */
  kind: string;
  id: number;
  etag: string;
  name: string;
  /** Before it leads to the list: the form that was open is not unsaved any more. */
  onDeleted?: () => void;
}

/** Deletes an object after asking, and leads to the list of its kind. What still uses it is named beside the button. */
export function DeleteButton({ kind, id, etag, name, onDeleted }: DeleteProps) {
  const { t } = useTranslation("objects");
  const ask = useConfirm();
  const remove = useRemove(pathOf(kind));
  const [, go] = useLocation();

  const run = async () => {
    const question = {
      title: t("deleteTitle", { name }),
      text: t("deleteText"),
      yes: t("common:delete"),
      danger: true,
    };
    if (!(await ask(question))) return;
    try {
      await remove.mutateAsync({ id, etag });
      tell(t("common:deleted"));
      onDeleted?.();
      setTimeout(() => go(linkToKind(kind)));
    } catch {
      // It is told beside the button.
    }
  };

  return (
    <div className={styles.delete}>
      <Button variant="danger" icon={<Trash2 />} busy={remove.isPending} onClick={() => void run()}>
        {t("common:delete")}
      </Button>
      {remove.error && <Refused error={remove.error} />}
    </div>
  );
}

function Refused({ error }: { error: Error }) {
  const { t } = useTranslation("objects");
  if (!isProblem(error, "in-use")) return <ProblemNote error={error} />;
  const { users } = error.problem as unknown as { users: { kind: string; id: number; name: string }[] };
  return (
    <span role="alert" className={styles.used}>
      {t("inUse")}{" "}
      {users.slice(0, 5).map((one) => (
        <Link key={`${one.kind}${one.id}`} href={linkTo(one.kind, one.id)}>
          {one.name}
        </Link>
      ))}
    </span>
  );
}
