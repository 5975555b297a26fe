import { Plus, Table } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useList, type Listing } from "../api/objects";
import type { Stored } from "../api/kinds";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { SearchField } from "../ui/SearchField";
import { VirtualList } from "../ui/VirtualList";
import styles from "./ObjectList.module.css";
import { Summary } from "./Summary";
import { TableDialog } from "./TableDialog";
import type { KindInfo } from "./kinds";
import { useLabels } from "./labels";
import { linkTo, linkToKind } from "../shell/linkTo";

interface ObjectListProps {
  info: KindInfo;
  /** What stands before and behind the name of each; without it what its document says in short. */
  before?: (id: number) => ReactNode;
  after?: (document: Stored) => ReactNode;
}

/** All objects of a kind: searched, in an order, with a link to each. */
export function ObjectList({ info, before, after }: ObjectListProps) {
  const { t, i18n } = useTranslation("objects");
  const labels = useLabels();
  const mayEdit = useMay("editor");
  const [search, setSearch] = useState("");
  const [sort, setSort] = useState<NonNullable<Listing["sort"]>>(info.numbered ? "number" : "name");
  const [table, setTable] = useState(false);
  const found = useList(info.path, { search, sort });
  const items = (found.data?.pages ?? []).flatMap((page) => page.items) as Stored[];
  const total = found.data?.pages[0]?.total;
  const add = mayEdit && info.made_from === "document" && (
    <Link href={`${linkToKind(info.kind)}/new`} className={styles.add}>
      <Plus aria-hidden />
      {t("new", { what: labels.kind(info.kind) })}
    </Link>
  );
  const about = `kinds:about.${info.kind}`;

  return (
    <Page
      full
      title={labels.kinds(info.kind)}
      aside={typeof total === "number" && <span className={styles.total}>{total}</span>}
      actions={
        <>
          <SearchField label={t("search")} onSearch={setSearch} />
          <select
            aria-label={t("sort")}
            className={styles.sort}
            value={sort}
            onChange={(event) => setSort(event.target.value as typeof sort)}
          >
            {(info.numbered ? (["number", "name", "-id"] as const) : (["name", "-id"] as const)).map((one) => (
              <option key={one} value={one}>
                {i18n.t(`objects:by.${one}`)}
              </option>
            ))}
          </select>
          {info.table && (
            <Button icon={<Table />} onClick={() => setTable(true)}>
              {t("table")}
            </Button>
          )}
          {add}
        </>
      }
    >
      {found.error ? (
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Loading lines={8} />
      ) : items.length === 0 ? (
        <Empty
          title={search ? t("nothingFound") : t("none", { what: labels.kinds(info.kind) })}
          text={!search && i18n.exists(about) ? i18n.t(about) : undefined}
          action={!search && add}
        />
      ) : (
        <VirtualList
          items={items}
          keyOf={(one) => one.id}
          label={labels.kinds(info.kind)}
          onEnd={found.hasNextPage && !found.isFetching ? () => void found.fetchNextPage() : undefined}
        >
          {(one) => (
            <Link href={linkTo(info.kind, one.id)} className={styles.row}>
              {before?.(one.id)}
              {info.numbered && <span className={styles.number}>{one.number}</span>}
              <span className={styles.name}>{one.name}</span>
              <span className={styles.summary}>{after ? after(one) : <Summary kind={info.kind} document={one} />}</span>
            </Link>
          )}
        </VirtualList>
      )}
      <TableDialog info={info} open={table} onClose={() => setTable(false)} />
    </Page>
  );
}
