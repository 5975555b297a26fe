import { Menu as MenuIcon } from "lucide-react";
import { Suspense, lazy, useEffect, useRef, useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { EndedDialog } from "../session/EndedDialog";
import { hasRole, useMe, type Role } from "../session/session";
import { IconButton } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Toasts } from "../ui/Toasts";
import { Away } from "./Away";
import { ErrorBoundary } from "./ErrorBoundary";
import { Navigation } from "./Navigation";
import styles from "./Shell.module.css";
import { FEATURES, SCREENS } from "./features";

const SHOWN = SCREENS.map((screen) => ({ ...screen, Component: lazy(screen.load) }));
const BARS = lazies("bar");
const DOCKS = lazies("dock");
const TOOLS = lazies("tool");

/** The frame of the page: navigation, tools, the screen, and what stays while screens change. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const [navigating, setNavigating] = useState(false);
  const [path] = useLocation();
  const screen = useRef<HTMLElement>(null);
  // Whoever opens a screen by keyboard goes on in it, not behind the link that led there.
  useEffect(() => {
    if (!screen.current?.contains(document.activeElement)) screen.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#screen">
        {t("skip")}
      </a>
      <header className={styles.top}>
        <IconButton
          className={styles.toggle}
          label={t("navigation")}
          icon={<MenuIcon />}
          aria-expanded={navigating}
          onClick={() => setNavigating(!navigating)}
        />
        <span className={styles.tenant}>{me.tenant.name === "default" ? "Switchboard" : me.tenant.name}</span>
        <div className={styles.tools}>
          <Parts of={TOOLS} />
        </div>
      </header>
      <Navigation open={navigating} onChosen={() => setNavigating(false)} />
      <main ref={screen} id="screen" tabIndex={-1} className={styles.screen}>
        <Away />
        <Parts of={BARS} />
        <ErrorBoundary key={path}>
          <Suspense fallback={<Loading />}>
            <Switch>
              {SHOWN.filter((screen) => hasRole(me, screen.role ?? "viewer")).map(({ path, Component }) => (
                <Route key={path} path={path}>
                  {(params) => <Component {...(params as Record<string, string | undefined>)} />}
                </Route>
              ))}
              {!hasRole(me, "viewer") && (
                <Route path="/">
                  <Redirect to="/my" replace />
                </Route>
              )}
              <Route>
                <Empty title={t("noScreen")} text={t("noScreenText")} />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <Parts of={DOCKS} />
      <EndedDialog />
      <Toasts />
    </div>
  );
}

interface LazyPart {
  role: Role;
  Part: ComponentType;
}

function Parts({ of }: { of: LazyPart[] }) {
  const me = useMe();
  return of
    .filter(({ role }) => hasRole(me, role))
    .map(({ Part }, index) => (
      <Suspense key={index} fallback={null}>
        <Part />
      </Suspense>
    ));
}

function lazies(what: "bar" | "dock" | "tool"): LazyPart[] {
  return FEATURES.flatMap(({ [what]: load, role = "viewer" }) => (load ? [{ role, Part: lazy(load) }] : []));
}
