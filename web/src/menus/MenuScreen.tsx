import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useObject } from "../api/objects";
import { useDraft } from "../api/scope";
import { Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { MenuEditor } from "./MenuEditor";
import { takeCopy } from "./copying";
import { NEW_MENU, menuOf } from "./menu";

/** A menu to edit, or with `new` one that is made. */
export default function MenuScreen({ id = "" }: { id?: string }) {
  const draft = useDraft();
  const slot = `${draft ?? "live"}/ivrs/${id}`;
  if (id === "new") return <NewMenu key={slot} slot={slot} />;
  return <StoredMenu key={slot} slot={slot} id={Number(id)} />;
}

function NewMenu({ slot }: { slot: string }) {
  const [menu] = useState(() => takeCopy() ?? NEW_MENU);
  return <MenuEditor id={null} slot={slot} stored={menu} etag="" />;
}

function StoredMenu({ slot, id }: { slot: string; id: number }) {
  const { t } = useTranslation("menus");
  const { data, error, refetch } = useObject("ivrs", id);
  if (data) return <MenuEditor id={id} slot={slot} stored={menuOf(data.document)} etag={data.etag} />;
  return (
    <Page title={t("menu")}>{error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading />}</Page>
  );
}
