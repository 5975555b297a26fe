import { CircleUserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMe } from "../session/session";
import styles from "./Account.module.css";

/** Who is logged in, at the top of the page: the way to one's own account. */
export default function AccountTool() {
  const { t } = useTranslation("account");
  const me = useMe();
  return (
    <Link href="/account" className={styles.tool} aria-label={t("of", { name: me.name })}>
      <CircleUserRound aria-hidden />
      <span>{me.name}</span>
    </Link>
  );
}
