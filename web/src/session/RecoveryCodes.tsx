import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { ShownOnce } from "../ui/Dialog";
import styles from "./Login.module.css";

/** Recovery codes, which are shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation("session");
  const text = codes.join("\n");
  return (
    <div className={styles.form}>
      <ShownOnce />
      <p>{t("recovery")}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <CopyButton text={text} />
        <Button icon={<Download />} onClick={() => download(text)}>
          {t("download")}
        </Button>
      </div>
      <Button variant="primary" onClick={onDone}>
        {t("kept")}
      </Button>
    </div>
  );
}

function download(text: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "switchboard-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}
