import { Redo2, Undo2 } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "wouter";
import { labelOf, type Stored } from "../api/kinds";
import { useSave } from "../api/objects";
import { isProblem, reasonsAt } from "../api/problem";
import { SaveProblem } from "../forms/SaveProblem";
import { useEdited } from "../forms/useEdited";
import { useUnsaved } from "../forms/useUnsaved";
import { useMay } from "../session/session";
import { Button, IconButton } from "../ui/Button";
import { tell } from "../ui/toasts";
import { DeleteButton } from "./DeleteButton";
import { ObjectForm } from "./ObjectForm";
import styles from "./EditedObject.module.css";
import { useKinds, type KindInfo } from "./kinds";
import { linkTo } from "../shell/linkTo";
import { initialOf } from "./schema";

type Document = Record<string, unknown>;

interface EditedProps {
  info: KindInfo;
  id: number | null;
  stored: Stored | undefined;
  etag: string;
  /** Why it cannot be read any more: somebody has deleted it. */
  gone: Error | null;
}

/** The form of an object with all that goes with editing: undo, saving, deleting, and what was refused. */
export function EditedObject({ info, id, stored, etag, gone }: EditedProps) {
  const { t } = useTranslation("objects");
  const mayEdit = useMay("editor");
  const begun = useBegun(info, stored);
  const edited = useEdited<Document>(`${info.path}/${id ?? "new"}`, begun, etag);
  const { basis } = edited;
  const save = useSave(info.path);
  const [, go] = useLocation();
  useUnsaved(edited.dirty);

  const store = async (to: number | null) => {
    const sent = edited.value;
    const answer = await save.mutateAsync({ id: to, document: sent, etag: basis.etag, base: basis.document });
    const { etag: fresh, warnings } = answer;
    const now = answer.data as Stored;
    if (to === null) edited.begin(membersOf(now), fresh);
    else edited.saved(sent, membersOf(now), fresh);
    tell([t("common:saved"), ...warnings].join(" "));
    if (to === null && !info.single) setTimeout(() => go(linkTo(info.kind, now.id), { replace: true }), 0);
    setTimeout(() => save.reset(), 0);
  };
  const send = (to: number | null) => void store(to).catch(() => undefined);
  const error = save.error ?? gone;

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send(id);
      }}
    >
      {edited.outdated && (
        <p className={styles.note} role="status">
          {t("common:outdated")}
        </p>
      )}
      {error && (
        <Refused error={error} members={Object.keys(edited.value)} busy={save.isPending} onAnew={() => send(null)} />
      )}
      <ObjectForm info={info} value={edited.value} onChange={edited.change} error={save.error} disabled={!mayEdit} />
      {mayEdit && (
        <footer className={styles.bar}>
          {id !== null && !info.single && (
            <DeleteButton
              kind={info.kind}
              id={id}
              etag={basis.etag}
              name={stored ? labelOf(stored) : ""}
              onDeleted={() => edited.begin(edited.value)}
            />
          )}
          <span className={styles.space} />
          <IconButton
            label={t("common:undo")}
            icon={<Undo2 />}
            disabled={!edited.undo}
            onClick={() => edited.undo?.()}
          />
          <IconButton
            label={t("common:redo")}
            icon={<Redo2 />}
            disabled={!edited.redo}
            onClick={() => edited.redo?.()}
          />
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!edited.dirty && id !== null}>
            {t("common:save")}
          </Button>
        </footer>
      )}
    </form>
  );
}

/** What is edited; a new route stands where the list of routes has said. */
function useBegun(info: KindInfo, stored: Stored | undefined): Document {
  const kinds = useKinds();
  const [query] = useSearchParams();
  const position = Number(query.get("position"));
  return useMemo(() => {
    if (stored) return membersOf(stored);
    const initial = initialOf(info.model, kinds?.schemas ?? {});
    return position >= 1 && "position" in initial ? { ...initial, position } : initial;
  }, [stored, info.model, kinds, position]);
}

interface RefusedProps {
  error: unknown;
  members: readonly string[];
  busy: boolean;
  onAnew: () => void;
}

/** What the server refuses: in short here, and at each field. A taken number says who has it. */
function Refused({ error, members, busy, onAnew }: RefusedProps) {
  const { t } = useTranslation("objects");
  const owner = isProblem(error, "duplicate") ? (error.problem as unknown as { owner?: Owner }).owner : undefined;
  if (owner?.id && owner.name) {
    return (
      <p className={styles.note} role="alert">
        {t("takenBy")} <Link href={linkTo(owner.kind, owner.id)}>{owner.name}</Link>
      </p>
    );
  }
  const shown = members.some((name) => reasonsAt(error, `/${name}`).length > 0);
  if (shown) {
    return (
      <p className={styles.note} role="alert">
        {t("seeFields")}
      </p>
    );
  }
  return <SaveProblem error={error} busy={busy} onAnew={onAnew} />;
}

interface Owner {
  kind: string;
  id: number | null;
  name: string | null;
}

/** Without what is no member. */
function membersOf(stored: Stored): Document {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => name !== "id" && name !== "revision"));
}
