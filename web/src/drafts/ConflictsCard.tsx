import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraftConflicts, useDraftWrites, type ObjectConflict } from "../api/drafts";
import { Differences } from "../changes/Differences";
import { useAuthor } from "../changes/author";
import { useWriteProblem } from "../changes/useWriteProblem";
import type { Names } from "../changes/words";
import { useFormat } from "../i18n/format";
import { ConflictChoices } from "../merge/ConflictChoices";
import styles from "./ConflictsCard.module.css";
import { decisionsOf, type Choices } from "../merge/choices";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Card } from "../ui/Page";
import { tell } from "../ui/toasts";

/** What others have put in force since: what the draft takes over, and what somebody must decide. */
export function ConflictsCard({ draft }: { draft: number }) {
  const { t } = useTranslation("drafts");
  const { data } = useDraftConflicts(draft);
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={t("overtaken")}>
      {data.items.map((one) => (
        <OneObject key={one.id} draft={draft} conflict={one} names={data.names} />
      ))}
    </Card>
  );
}

interface OneObjectProps {
  draft: number;
  conflict: ObjectConflict;
  names: Names;
}

function OneObject({ draft, conflict, names }: OneObjectProps) {
  const { t, i18n } = useTranslation("drafts");
  const author = useAuthor();
  const format = useFormat();
  const may = useMay("editor");
  const problem = useWriteProblem();
  const [choices, setChoices] = useState<Choices>({});
  const { resolve, busy } = useDraftWrites();
  const { kind, id, name, number, conflicts, merged } = conflict;

  const decide = () =>
    resolve(draft, { object: id, take: "mine", fields: decisionsOf(conflicts, choices) }).catch((refused: unknown) =>
      tell(problem(refused), "bad"),
    );

  return (
    <section className={styles.object}>
      <h3>
        {i18n.t(`kinds:one.${kind}`)} {number ? `${name} (${number})` : name}
      </h3>
      <p>
        {t(conflict.deleted ? "deletedBy" : "changedBy", {
          who: author(conflict.author),
          when: format.dateTime(conflict.at),
        })}
      </p>
      {merged.length > 0 && (
        <details open={conflicts.length === 0}>
          <summary>{t("merged", { count: merged.length })}</summary>
          <Differences kind={kind} fields={merged} names={names} />
        </details>
      )}
      {conflicts.length > 0 && (
        <>
          <ConflictChoices kind={kind} conflicts={conflicts} names={names} choices={choices} onChoose={setChoices} />
          {may && (
            <Button busy={busy} onClick={() => void decide()}>
              {t("decide")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
