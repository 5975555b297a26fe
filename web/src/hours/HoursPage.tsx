import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { Page } from "../ui/Page";
import styles from "./HoursPage.module.css";

/** A screen about times, with the way to the others. */
export function HoursPage({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation("hours");
  const [path] = useLocation();
  const screens = [
    { to: "/hours", text: t("office") },
    { to: "/holidays", text: t("holidays") },
    { to: "/time-conditions", text: t("conditions") },
  ];
  return (
    <Page title={title} actions={actions}>
      <nav className={styles.screens} aria-label={t("title")}>
        {screens.map(({ to, text }) => (
          <Link key={to} href={to} aria-current={path.startsWith(to) ? "page" : undefined}>
            {text}
          </Link>
        ))}
      </nav>
      {children}
    </Page>
  );
}
