import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ObjectList } from "./ObjectList";
import { OfficeScreen } from "./OfficeScreen";
import { RouteList } from "./RouteList";
import { kindAt, useKinds } from "./kinds";

/** All objects of a kind, which the last part of the address names. */
export default function KindScreen() {
  const { t } = useTranslation("objects");
  const kind = useLocation()[0].split("/").at(-1) ?? "";
  const kinds = useKinds();
  if (!kinds) return <Loading />;
  const info = kindAt(kinds, kind);
  if (!info) {
    return (
      <Page title={t("title")}>
        <Empty title={t("noKind")} />
      </Page>
    );
  }
  if (info.single) return <OfficeScreen info={info} />;
  if (info.kind === "inbound_route" || info.kind === "outbound_route") return <RouteList info={info} />;
  return <ObjectList key={info.kind} info={info} />;
}
