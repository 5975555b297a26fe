import { useTranslation } from "react-i18next";
import { Messages } from "../messages/Messages";
import { useMe } from "../session/session";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ObjectPage, type Tab } from "./ObjectPage";
import { kindAt, useKinds } from "./kinds";

/** One object of any kind, or a new one. */
export default function ObjectScreen({ kind = "", id = "" }: { kind?: string; id?: string }) {
  const { t } = useTranslation("objects");
  const kinds = useKinds();
  const hears = useMe().rights.includes("messages");
  if (!kinds) return <Loading />;
  const info = kindAt(kinds, kind);
  const number = id === "new" ? null : Number(id);
  if (!info || Number.isNaN(number)) {
    return (
      <Page title={t("title")}>
        <Empty title={t("noKind")} />
      </Page>
    );
  }
  const tabs: Tab[] =
    hears && info.kind === "group_voicemail"
      ? [{ id: "messages", title: t("messages:title"), content: (group) => <Messages owner={group.id} /> }]
      : [];
  return <ObjectPage key={`${kind}/${id}`} info={info} id={number} tabs={tabs} />;
}
