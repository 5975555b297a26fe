import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useObject } from "../api/objects";
import { isProblem } from "../api/problem";
import { useDraft } from "../api/scope";
import { useKept } from "../forms/kept";
import { Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { MenuEditor } from "./MenuEditor";
import { takeCopy } from "./copying";
import { NEW_MENU, menuOf, type Menu } from "./menu";

/** A menu to edit, or with `new` one that is made. */
export default function MenuScreen({ id = "" }: { id?: string }) {
  const draft = useDraft();
  const key = `${draft ?? "live"}/${id}`;
  return id === "new" ? <NewMenu key={key} /> : <StoredMenu key={key} id={Number(id)} />;
}

function NewMenu() {
  const [menu] = useState(() => takeCopy() ?? NEW_MENU);
  return <MenuEditor id={null} stored={menu} etag="" gone={null} />;
}

function StoredMenu({ id }: { id: number }) {
  const { t } = useTranslation("menus");
  const { data, error, refetch } = useObject("ivrs", id);
  const kept = useKept<Menu>(`ivrs/${id}`);
  const gone = isProblem(error, "not-found") ? error : null;
  const read = data ? { document: menuOf(data.document), etag: data.etag } : gone && kept?.basis;
  if (read) return <MenuEditor id={id} stored={read.document} etag={read.etag} gone={gone} />;
  return (
    <Page title={t("menu")}>{error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  );
}
