import { useQueryClient } from "@tanstack/react-query";
import { Mic, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send, urlOf } from "../api/http";
import { PlayButton } from "../prompts/PlayButton";
import { IconButton } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import type { Mine } from "./MyPhone";
import styles from "./MyPhone.module.css";
import { RecordGreeting } from "./RecordGreeting";

export type Slot = Schemas["MyGreeting"]["slot"];

/** What callers hear: the greetings of the mailbox, and one's name. */
export function Greetings({ phone }: { phone: Mine }) {
  const { t, i18n } = useTranslation("my");
  const queries = useQueryClient();
  const ask = useConfirm();
  const [recording, setRecording] = useState<Slot | null>(null);
  const [error, setError] = useState<unknown>(null);
  const again = () => queries.invalidateQueries({ queryKey: ["my"] });
  const remove = async (slot: Slot, what: string) => {
    if (!(await ask({ title: t("removeGreeting", { what }), yes: t("common:delete"), danger: true }))) return;
    try {
      await send("DELETE", `/my/greetings/${slot}`);
    } catch (refused) {
      setError(refused);
    }
    await again();
  };

  return (
    <Card title={t("greetings")}>
      {error !== null && <ProblemNote error={error} />}
      <ul className={styles.list}>
        {phone.greetings.map(({ slot, prompt }) => {
          const what = i18n.t(`my:slot.${slot}`);
          return (
            <li key={slot}>
              <div className={styles.what}>
                <span>{what}</span>
                <small>{i18n.t(`my:slotWhat.${slot}`)}</small>
              </div>
              {prompt !== null && (
                <>
                  <PlayButton key={prompt} src={urlOf(`/my/greetings/${slot}/audio`)} what={what} />
                  <IconButton
                    label={t("removeGreeting", { what })}
                    icon={<Trash2 />}
                    onClick={() => void remove(slot, what)}
                  />
                </>
              )}
              <IconButton label={t("recordGreeting", { what })} icon={<Mic />} onClick={() => setRecording(slot)} />
            </li>
          );
        })}
      </ul>
      {recording && (
        <RecordGreeting
          slot={recording}
          onDone={() => {
            setRecording(null);
            void again();
          }}
        />
      )}
    </Card>
  );
}
