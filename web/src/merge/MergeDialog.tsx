import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { onMerge, type MergeAsked } from "../api/merge";
import { Differences } from "../changes/Differences";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { tell } from "../ui/toasts";
import { ConflictChoices } from "./ConflictChoices";
import { decisionsOf, type Choices } from "./choices";

type Asked = MergeAsked & { answer: (decided: Schemas["Decision"][] | null) => void };

/** Comes up when somebody else has written what is being saved, and asks only about what does not go together. */
export default function MergeDialog() {
  const { t } = useTranslation("merge");
  const [asked, setAsked] = useState<Asked | null>(null);
  const [choices, setChoices] = useState<Choices>({});

  useEffect(
    () =>
      onMerge((wanted) => {
        if (wanted.found.conflicts.length === 0) {
          tell(t("together"), "plain");
          return Promise.resolve([]);
        }
        return new Promise((answer) => {
          setChoices({});
          setAsked({ ...wanted, answer });
        });
      }),
    [t],
  );

  const close = (decided: Schemas["Decision"][] | null) => {
    asked?.answer(decided);
    setAsked(null);
  };
  const kind = asked ? asked.found.kind : "";

  return (
    <Dialog
      open={asked !== null}
      wide
      title={t("title")}
      onClose={() => close(null)}
      actions={
        <>
          <Button onClick={() => close(null)}>{t("back")}</Button>
          <Button variant="primary" onClick={() => asked && close(decisionsOf(asked.found.conflicts, choices))}>
            {t("save")}
          </Button>
        </>
      }
    >
      {asked && (
        <>
          <p>{t("intro")}</p>
          <ConflictChoices
            kind={kind}
            conflicts={asked.found.conflicts}
            names={asked.found.names}
            choices={choices}
            onChoose={setChoices}
          />
          <details>
            <summary>{t("theirs")}</summary>
            <Differences kind={kind} fields={asked.found.theirs} names={asked.found.names} />
          </details>
        </>
      )}
    </Dialog>
  );
}
