import { LogOut } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { hasRole, useLogin, useMe } from "../session/session";
import { Button } from "../ui/Button";
import styles from "./Navigation.module.css";
import { GROUPS, SCREENS, type Screen } from "./features";
import { mayLeave } from "./location";

type Placed = Screen & { nav: NonNullable<Screen["nav"]> };

/** The list of screens; on a narrow page it lies over the screen while it is `open`. */
export function Navigation({ open, onChosen }: { open: boolean; onChosen: () => void }) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { logout } = useLogin();
  const leave = async () => {
    if (await mayLeave()) await logout();
  };
  const placed = SCREENS.filter(
    (screen): screen is Placed =>
      !!screen.nav && hasRole(me, screen.role ?? "viewer") && (screen.concerns?.(me) ?? true),
  );

  return (
    <nav className={`${styles.nav ?? ""} ${open ? (styles.open ?? "") : ""}`} aria-label={t("navigation")}>
      {GROUPS.map((group) => {
        const own = placed.filter((screen) => screen.nav.group === group).sort((a, b) => a.nav.order - b.nav.order);
        if (own.length === 0) return null;
        return (
          <section key={group} className={styles.group} aria-labelledby={`nav-${group}`}>
            <h2 id={`nav-${group}`} className={styles.heading}>
              {i18n.t(`common:groups.${group}`)}
            </h2>
            {own.map((screen) => (
              <Entry key={screen.path} screen={screen} onChosen={onChosen} />
            ))}
          </section>
        );
      })}
      <Button variant="quiet" className={styles.logout} icon={<LogOut />} onClick={() => void leave()}>
        {t("session:logout")}
      </Button>
    </nav>
  );
}

function Entry({ screen, onChosen }: { screen: Placed; onChosen: () => void }) {
  const { i18n } = useTranslation();
  const [path] = useLocation();
  const { icon: Icon, title, to } = screen.nav;
  const here = path === to || (to !== "/" && path.startsWith(`${to}/`));
  return (
    <Link href={to} className={styles.entry} aria-current={here ? "page" : undefined} onClick={onChosen}>
      <Icon aria-hidden />
      {i18n.t(title)}
    </Link>
  );
}
