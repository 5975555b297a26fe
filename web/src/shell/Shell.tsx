import { Menu as MenuIcon } from "lucide-react";
import { Suspense, lazy, useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Route, Switch, useLocation } from "wouter";
import { EndedDialog } from "../session/EndedDialog";
import { hasRole, useMe } from "../session/session";
import { IconButton } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Toasts } from "../ui/Toasts";
import { ErrorBoundary } from "./ErrorBoundary";
import { Navigation } from "./Navigation";
import styles from "./Shell.module.css";
import { FEATURES, SCREENS } from "./features";

const SHOWN = SCREENS.map((screen) => ({ ...screen, Component: lazy(screen.load) }));
const BARS = lazies(FEATURES.map((feature) => feature.bar));
const DOCKS = lazies(FEATURES.map((feature) => feature.dock));
const TOOLS = lazies(FEATURES.map((feature) => feature.tool));

/** The frame of the page: navigation, tools, the screen, and what stays while screens change. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const [navigating, setNavigating] = useState(false);
  const [path] = useLocation();

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
      <main id="screen" tabIndex={-1} className={styles.screen}>
        <Parts of={BARS} />
        <ErrorBoundary key={path}>
          <Suspense fallback={<Loading />}>
            <Switch>
              {SHOWN.filter((screen) => hasRole(me, screen.role ?? "viewer")).map(({ path, Component }) => (
                <Route key={path} path={path}>
                  {(params) => <Component {...(params as Record<string, string | undefined>)} />}
                </Route>
              ))}
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

function Parts({ of }: { of: ComponentType[] }) {
  return of.map((Part, index) => (
    <Suspense key={index} fallback={null}>
      <Part />
    </Suspense>
  ));
}

function lazies(parts: ((() => Promise<{ default: ComponentType }>) | undefined)[]): ComponentType[] {
  return parts.filter((part) => part !== undefined).map((part) => lazy(part));
}
