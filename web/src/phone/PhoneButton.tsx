import { Phone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/session";
import { IconButton } from "../ui/Button";
import { showPhone, usePhone } from "./call";

/** Shows the test phone, or puts it away. */
export default function PhoneButton() {
  const { t } = useTranslation("phone");
  const { shown } = usePhone();
  if (!useMay("editor")) return null;
  return <IconButton label={t("title")} icon={<Phone />} aria-pressed={shown} onClick={() => showPhone(!shown)} />;
}
