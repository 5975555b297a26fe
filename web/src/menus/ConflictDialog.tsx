import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { scoped, useDraft } from "../api/scope";
import type { Schemas } from "../api/client";
import { DestinationText } from "../destinations/DestinationText";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./MenuEditor.module.css";
import { menuOf, type Edit, type Menu, type Option } from "./menu";
import { merge, withTheirs, type Conflict } from "./merge";

interface ConflictProps {
  id: number;
  edit: Edit;
  /** Mine and theirs in one, to be saved. */
  onMerged: (edit: Edit) => void;
  /** Mine is given up. */
  onTheirs: (menu: Menu, etag: string) => void;
  onClose: () => void;
}

/** Somebody else has saved the menu meanwhile: what both have changed is chosen, all else goes together by itself. */
export function ConflictDialog({ id, edit, onMerged, onTheirs, onClose }: ConflictProps) {
  const { t } = useTranslation("menus");
  const draft = useDraft();
  const { data, error, refetch } = useQuery({
    queryKey: ["conflict", draft, id],
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const answer = await send<Schemas["StoredIvr"]>("GET", scoped(`/ivrs/${id}`, draft), { signal });
      return { theirs: menuOf(answer.data), etag: answer.etag };
    },
  });
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const merged = data && merge(edit.base, edit.menu, data.theirs);

  const onMerge = () => {
    if (!merged) return;
    const menu = merged.conflicts.filter(({ part }) => taken.has(part)).reduce(withTheirs, merged.menu);
    onMerged({ menu, base: data.theirs, etag: data.etag });
  };

  return (
    <Dialog
      open
      wide
      title={t("conflict.title")}
      onClose={onClose}
      actions={
        merged && (
          <>
            <Button variant="danger" onClick={() => onTheirs(data.theirs, data.etag)}>
              {t("conflict.discard")}
            </Button>
            <Button variant="primary" onClick={onMerge}>
              {t("conflict.merge")}
            </Button>
          </>
        )
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!merged && !error && <Loading />}
      {merged && (
        <>
          <p>{merged.conflicts.length === 0 ? t("conflict.none") : t("conflict.text")}</p>
          <ul className={styles.conflicts}>
            {merged.conflicts.map((conflict) => (
              <li key={conflict.part}>
                <Choice
                  conflict={conflict}
                  theirs={taken.has(conflict.part)}
                  onChoose={(theirs) => {
                    const next = new Set(taken);
                    if (theirs) next.add(conflict.part);
                    else next.delete(conflict.part);
                    setTaken(next);
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

interface ChoiceProps {
  conflict: Conflict;
  theirs: boolean;
  onChoose: (theirs: boolean) => void;
}

function Choice({ conflict, theirs, onChoose }: ChoiceProps) {
  const { t } = useTranslation("menus");
  const [member = "", keys] = conflict.part.split("/");
  return (
    <fieldset className={styles.conflict}>
      <legend>{keys === undefined ? t(`parts.${member}`, member) : t("keyNamed", { key: keys })}</legend>
      {([false, true] as const).map((other) => (
        <label key={String(other)} className={styles.choice}>
          <input type="radio" name={conflict.part} checked={theirs === other} onChange={() => onChoose(other)} />
          <span>
            {t(other ? "conflict.theirs" : "conflict.mine")} <Shown of={other ? conflict.theirs : conflict.mine} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A part of a menu in short. */
function Shown({ of: value }: { of: unknown }) {
  const { t } = useTranslation("menus");
  if (value === null || value === "") return <em>{t("none")}</em>;
  if (typeof value === "object" && "route" in value && value.route !== null) {
    return <DestinationText to={(value as Option).route.to} />;
  }
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return <code>{JSON.stringify(value)}</code>;
}
