import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import type { Documents } from "../api/kinds";
import { useList } from "../api/objects";
import { useFindings, type Finding } from "../checks/useFindings";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { SearchField } from "../ui/SearchField";
import { VirtualList } from "../ui/VirtualList";
import styles from "./MenuList.module.css";
import { menuOf } from "./menu";

/** All menus, by their numbers. */
export default function MenuList() {
  const { t } = useTranslation("menus");
  const [, go] = useLocation();
  const [search, setSearch] = useState("");
  const { data, error, isPending, fetchNextPage, hasNextPage, refetch } = useList("ivrs", { search, sort: "number" });
  const menus = data?.pages.flatMap((page) => page.items) ?? [];
  const mayEdit = useMay("editor");
  const findings = useGraveFindings();

  const create = mayEdit && (
    <Button variant="primary" icon={<Plus />} onClick={() => go("/menus/new")}>
      {t("new")}
    </Button>
  );
  const isEmpty = !isPending && !error && menus.length === 0;

  return (
    <Page full title={t("title")} actions={create}>
      {isEmpty && search === "" ? (
        <Empty title={t("empty")} text={t("emptyText")} action={create} />
      ) : (
        <div className={styles.list}>
          <SearchField label={t("filter")} onSearch={setSearch} />
          {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
          {isPending && <Loading />}
          {isEmpty && <Empty title={t("nothingFound")} />}
          {menus.length > 0 && (
            <VirtualList
              label={t("title")}
              items={menus}
              keyOf={(menu) => menu.id}
              onEnd={hasNextPage ? () => void fetchNextPage() : undefined}
            >
              {(menu) => <Row menu={menu} findings={findings.get(menu.id) ?? []} />}
            </VirtualList>
          )}
        </div>
      )}
    </Page>
  );
}

function Row({ menu: stored, findings }: { menu: Documents["ivrs"]; findings: readonly Finding[] }) {
  const { t } = useTranslation("menus");
  const menu = menuOf(stored);
  const isBad = findings.some((finding) => finding.severity === "error");
  return (
    <Link href={`/menus/${stored.id}`} className={styles.row}>
      <span className={styles.number}>{menu.number}</span>
      <span className={styles.name}>
        {menu.name}
        {menu.description && <span className={styles.description}>{menu.description}</span>}
      </span>
      <span className={styles.keys} aria-label={t("keysOf", { keys: menu.options.map(({ keys }) => keys).join(" ") })}>
        {menu.options.slice(0, 12).map(({ keys }) => (
          <kbd key={keys} aria-hidden>
            {keys}
          </kbd>
        ))}
      </span>
      <span className={styles.state}>
        {menu.night.enabled && menu.night.route && <Badge tone="accent">{t("night.on")}</Badge>}
        {findings.length > 0 && (
          <Badge tone={isBad ? "bad" : "warn"}>{t("findings", { count: findings.length })}</Badge>
        )}
      </span>
    </Link>
  );
}

/** Errors and warnings of menus, by their ids. */
function useGraveFindings(): Map<number, Finding[]> {
  const { data } = useFindings("ivr");
  return useMemo(() => {
    const found = new Map<number, Finding[]>();
    for (const finding of data?.items ?? []) {
      if (finding.id === null || finding.severity === "hint") continue;
      found.set(finding.id, [...(found.get(finding.id) ?? []), finding]);
    }
    return found;
  }, [data]);
}
