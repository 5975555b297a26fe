import { Hourglass, Mic, Pause, PhoneOff, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Keypad } from "./Keypad";
import styles from "./TryScreen.module.css";
import { actsOf, scriptOf, wordOf, type Act } from "./script";

interface KeysFieldProps {
  keys: string;
  error: unknown;
  onChange: (keys: string) => void;
}

const WAIT_S = 5;

/** What the caller does, one thing after another: by buttons, or as text. */
export function KeysField({ keys, error, onChange }: KeysFieldProps) {
  const { t } = useTranslation("tryit");
  const acts = actsOf(keys);
  const add = (act: Act) => onChange(`${keys} ${wordOf(act)}`.trim());
  return (
    <div className={styles.row}>
      <Keypad onPress={(key) => add({ key })} />
      <div className={styles.side}>
        <div className={styles.more}>
          <Button icon={<Hourglass />} onClick={() => add({ wait: WAIT_S })}>
            {t("wait", { seconds: WAIT_S })}
          </Button>
          <Button icon={<Mic />} onClick={() => add({ speaks: WAIT_S })}>
            {t("speak", { seconds: WAIT_S })}
          </Button>
          <Button icon={<Pause />} onClick={() => add({ word: "hold" })}>
            {t("hold")}
          </Button>
          <Button icon={<Play />} onClick={() => add({ word: "resume" })}>
            {t("resume")}
          </Button>
          <Button icon={<PhoneOff />} onClick={() => add({ word: "hangup" })}>
            {t("hangUp")}
          </Button>
        </div>
        {acts && acts.length > 0 && <Acts acts={acts} onChange={(left) => onChange(scriptOf(left))} />}
        <Field label={t("asText")} hint={t("asTextHint")} error={reasonsAt(error, "/keys")[0]?.detail}>
          <input value={keys} spellCheck={false} onChange={(event) => onChange(event.target.value)} />
        </Field>
      </div>
    </div>
  );
}

function Acts({ acts, onChange }: { acts: readonly Act[]; onChange: (acts: Act[]) => void }) {
  const { t } = useTranslation("tryit");
  const wordsOf = (act: Act) => {
    if ("key" in act) return act.key;
    if ("wait" in act) return t("wait", { seconds: act.wait });
    if ("speaks" in act) return t("speak", { seconds: act.speaks });
    return t(`does.${act.word}`);
  };
  return (
    <ul className={styles.acts} aria-label={t("whatHeDoes")}>
      {acts.map((act, at) => (
        <li key={at}>
          <button
            type="button"
            className={styles.act}
            aria-label={t("leaveOut", { what: wordsOf(act) })}
            onClick={() => onChange(acts.toSpliced(at, 1))}
          >
            {wordsOf(act)}
          </button>
        </li>
      ))}
    </ul>
  );
}
