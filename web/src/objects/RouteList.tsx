import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { send } from "../api/http";
import type { Documents } from "../api/kinds";
import { useAll } from "../api/objects";
import { scoped, useDraft } from "../api/scope";
import { useDestinationText } from "../destinations/useDestinationText";
import type { Destination } from "../destinations/destination";
import { useMay } from "../session/session";
import { Empty, Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { Form } from "./fields/context";
import { Ordered } from "./fields/Ordered";
import list from "./ObjectList.module.css";
import styles from "./RouteList.module.css";
import { TryNumber, type Tried } from "./TryNumber";
import type { KindInfo } from "./kinds";
import { useLabels } from "./labels";
import { linkTo, linkToKind } from "../shell/linkTo";

type Route = Documents["inbound-routes"] | Documents["outbound-routes"];
type RouteKind = "inbound-routes" | "outbound-routes";

/** Routes in the order in which they are tried. They are moved by hand, and a number shows which one takes it. */
export function RouteList({ info }: { info: KindInfo }) {
  const { t, i18n } = useTranslation("objects");
  const labels = useLabels();
  const mayEdit = useMay("editor");
  const kind = info.path as RouteKind;
  const { data, error, refetch } = useAll(kind);
  const [tried, setTried] = useState<Tried | null>(null);
  const reorder = useReorder(kind);
  const routes = useMemo(() => inOrder((data ?? []) as Route[]), [data]);
  const context = useMemo(() => ({ schemas: {}, error: null, disabled: !mayEdit }), [mayEdit]);
  const add = mayEdit && (
    <Link href={`${linkToKind(info.kind)}/new?position=${behind(routes)}`} className={list.add}>
      <Plus aria-hidden />
      {t("new", { what: labels.kind(info.kind) })}
    </Link>
  );

  return (
    <Page title={labels.kinds(info.kind)} actions={add}>
      <TryNumber kind={kind} onTried={setTried} />
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {reorder.error && <ProblemNote error={reorder.error} />}
      {!data && !error && <Loading />}
      {data && routes.length === 0 && (
        <Empty
          title={t("none", { what: labels.kinds(info.kind) })}
          text={i18n.t(`kinds:about.${info.kind}`)}
          action={add}
        />
      )}
      {routes.length > 0 && (
        <Card>
          <Form value={context}>
            <Ordered
              items={routes}
              keyOf={(route) => String(route.id)}
              labelOf={(route) => route.name}
              removable={false}
              onChange={(now) => reorder.mutate(now)}
            >
              {(route, index) => (
                <div className={styles.route}>
                  <span className={styles.place}>{index + 1}</span>
                  <Link href={linkTo(info.kind, route.id)}>{route.name}</Link>
                  <code>{patternsOf(route)}</code>
                  {"to" in route && <LeadsTo to={route.to as Destination} />}
                  {tried && <Verdict tried={tried} route={route.id} />}
                </div>
              )}
            </Ordered>
          </Form>
        </Card>
      )}
    </Page>
  );
}

function LeadsTo({ to }: { to: Destination }) {
  return <span className={styles.to}>→ {useDestinationText(to)}</span>;
}

function Verdict({ tried, route }: { tried: Tried; route: number }) {
  const { t } = useTranslation("objects");
  const place = tried.routes.indexOf(route);
  if (place < 0) return <span className={styles.not}>{t("takesNot")}</span>;
  return (
    <strong className={place === 0 ? styles.first : styles.not}>{place === 0 ? t("takes") : t("wouldTake")}</strong>
  );
}

/** Puts the routes in their new order, all of them in one write. Who moves a route on is not kept waiting. */
function useReorder(kind: RouteKind) {
  const { t } = useTranslation();
  const draft = useDraft();
  const queries = useQueryClient();
  const key = ["objects", draft, kind, "all"];
  const mutationKey = ["reorder", draft, kind];
  return useMutation({
    mutationKey,
    scope: { id: mutationKey.join() },
    onMutate: (routes: Route[]) => {
      void queries.cancelQueries({ queryKey: key });
      queries.setQueryData(
        key,
        routes.map((route, index) => ({ ...route, position: index + 1 })),
      );
    },
    mutationFn: (routes: Route[]) =>
      send("PUT", scoped(`/${kind}/order`, draft), { body: { ids: routes.map((route) => route.id) } }),
    onSuccess: () => tell(t("common:saved")),
    onSettled: async () => {
      if (queries.isMutating({ mutationKey }) > 1) return;
      await Promise.all(["objects", "derived"].map((what) => queries.invalidateQueries({ queryKey: [what] })));
    },
  });
}

function inOrder(routes: Route[]): Route[] {
  return [...routes].sort((a, b) => (a.position ?? 1) - (b.position ?? 1) || a.id - b.id);
}

/** Where a new route stands: it is tried last. */
function behind(routes: Route[]): number {
  return Math.max(0, ...routes.map((route) => route.position ?? 1)) + 1;
}

function patternsOf(route: Route): string {
  if ("patterns" in route) return route.patterns.map((one) => one.pattern).join(" ");
  return ("pattern" in route && route.pattern) || "";
}
