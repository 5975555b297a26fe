import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, type Stored } from "../api/kinds";
import { useObject } from "../api/objects";
import { isProblem } from "../api/problem";
import { useKept } from "../forms/kept";
import { History } from "../changes/History";
import { Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { Tabs } from "../ui/Tabs";
import { EditedObject } from "./EditedObject";
import { Secrets } from "./Secrets";
import { UsedBy } from "./UsedBy";
import type { KindInfo } from "./kinds";
import { useLabels } from "./labels";

export interface Tab {
  id: string;
  title: string;
  content: (document: Stored) => ReactNode;
}

interface ObjectPageProps {
  info: KindInfo;
  /** null: a new one. */
  id: number | null;
  /** Beside the title, such as a lamp. */
  aside?: ReactNode;
  /** Between the form and what uses it. */
  tabs?: readonly Tab[];
}

/** One object: its form, its secrets, what uses it, and its history. */
export function ObjectPage({ info, id, aside, tabs = [] }: ObjectPageProps) {
  const { t } = useTranslation("objects");
  const labels = useLabels();
  const [tab, setTab] = useState("form");
  const read = useObject(info.path, id);
  const document = read.data?.document as Stored | undefined;
  const title = document
    ? labelOf(document)
    : id === null && !info.single
      ? t("new", { what: labels.kind(info.kind) })
      : labels.kind(info.kind);

  const gone = isProblem(read.error, "not-found") ? read.error : null;
  const kept = useKept<Record<string, unknown>>(`${info.path}/${id ?? "new"}`);

  if (id !== null && read.error && !document && !(gone && kept)) {
    return (
      <Page title={title}>
        <ProblemNote error={read.error} onRetry={() => void read.refetch()} />
      </Page>
    );
  }
  if (id !== null && !document && !gone) {
    return (
      <Page title={title}>
        <Loading />
      </Page>
    );
  }
  const form = <EditedObject info={info} id={id} stored={document} etag={read.data?.etag ?? ""} gone={gone} />;
  if (!document) return <Page title={title}>{form}</Page>;

  const all: Tab[] = [
    { id: "form", title: t("settings"), content: () => form },
    ...tabs,
    ...(info.secrets.length > 0
      ? [{ id: "secrets", title: t("secrets"), content: () => <Secrets info={info} document={document} /> }]
      : []),
    { id: "used", title: t("usedBy"), content: () => <UsedBy path={info.path} id={document.id} /> },
    { id: "history", title: t("history"), content: () => <History kind={info.kind} id={document.id} /> },
  ];
  return (
    <Page title={title} aside={aside ?? <span>{labels.kind(info.kind)}</span>}>
      <Tabs label={title} tabs={all} chosen={tab} onChoose={setTab}>
        {all.find((one) => one.id === tab)?.content(document)}
      </Tabs>
    </Page>
  );
}
