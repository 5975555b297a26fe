import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button";
import { tell } from "./toasts";

/** Copies a text. Browsers permit that over https and at localhost alone; elsewhere there is no button. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  if (!window.isSecureContext) return null;
  const copy = () => navigator.clipboard.writeText(text).then(() => tell(t("copied")));
  return (
    <Button icon={<Copy />} onClick={() => void copy()}>
      {label ?? t("copy")}
    </Button>
  );
}
