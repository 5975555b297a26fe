import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Conflict, Side } from "../api/drafts";
import { useWords } from "../changes/useWords";
import type { Names } from "../changes/words";
import styles from "./ConflictChoices.module.css";
import type { Choices } from "./choices";

interface ConflictChoicesProps {
  kind: string;
  conflicts: readonly Conflict[];
  names: Names;
  choices: Choices;
  onChoose: (choices: Choices) => void;
}

/** Each place that two have changed: what was there, what each of them made of it, and whose it is to be. */
export function ConflictChoices({ kind, conflicts, names, choices, onChoose }: ConflictChoicesProps) {
  const words = useWords(kind, names);
  return conflicts.map((conflict, at) => (
    <OneConflict
      key={at}
      place={words.place(conflict.path)}
      base={words.value(conflict.base, conflict.ids, conflict.path)}
      mine={words.value(conflict.mine, conflict.ids, conflict.path)}
      theirs={words.value(conflict.theirs, conflict.ids, conflict.path)}
      chosen={choices[at] ?? "mine"}
      onChoose={(side) => onChoose({ ...choices, [at]: side })}
    />
  ));
}

interface OneConflictProps extends Record<Side | "base" | "place", string> {
  chosen: Side;
  onChoose: (side: Side) => void;
}

function OneConflict({ place, base, chosen, onChoose, ...values }: OneConflictProps) {
  const { t } = useTranslation("merge");
  const group = useId();
  return (
    <fieldset className={styles.conflict}>
      <legend>{place}</legend>
      <p className={styles.base}>
        {t("before")} {base}
      </p>
      <div className={styles.sides}>
        {(["mine", "theirs"] as const).map((side) => (
          <label key={side} className={styles.side}>
            <input type="radio" name={group} checked={chosen === side} onChange={() => onChoose(side)} />
            <span>
              <strong>{t(`side.${side}`)}</strong>
              <br />
              {values[side]}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
