import { Mic, Speech, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { tell } from "../ui/toasts";
import { MakePrompt, type Way } from "./MakePrompt";
import styles from "./PromptScreen.module.css";
import type { Prompt } from "./prompt";

/** Another sound under the same name: it is heard wherever the prompt is said. */
export function ReplaceSound({ prompt, etag }: { prompt: Prompt; etag: string }) {
  const { t } = useTranslation("prompts");
  const [way, setWay] = useState<Way | null>(null);
  return (
    <div className={styles.buttons}>
      <Button icon={<Mic />} onClick={() => setWay("record")}>
        {t("recordAgain")}
      </Button>
      <Button icon={<Speech />} onClick={() => setWay("speak")}>
        {t("speakAgain")}
      </Button>
      <Button icon={<Upload />} onClick={() => setWay("upload")}>
        {t("uploadAgain")}
      </Button>
      {way && (
        <MakePrompt
          way={way}
          instead={{ prompt, etag }}
          suggested={prompt.name}
          language={prompt.language ?? ""}
          onMade={() => {
            setWay(null);
            tell(t("common:saved"));
          }}
          onClose={() => setWay(null)}
        />
      )}
    </div>
  );
}
