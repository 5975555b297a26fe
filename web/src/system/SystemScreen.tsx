import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { useMay } from "../session/session";
import { Page } from "../ui/Page";
import { Tabs } from "../ui/Tabs";
import { Lines } from "./Lines";
import { Outbox } from "./Outbox";
import { Server } from "./Server";
import { Webhooks } from "./Webhooks";

/** How what surrounds calls is: lines, messages to others, webhooks, and the server's processes. */
export default function SystemScreen() {
  const { t } = useTranslation("system");
  const admin = useMay("admin");
  const [address, setAddress] = useSearchParams();
  const tabs = [
    { id: "lines", title: t("lines") },
    { id: "outbox", title: t("outbox") },
    { id: "webhooks", title: t("webhooks") },
    ...(admin ? ([{ id: "server", title: t("server") }] as const) : []),
  ] as const;
  const tab = tabs.find((one) => one.id === address.get("tab"))?.id ?? "lines";
  return (
    <Page title={t("title")}>
      <Tabs label={t("title")} tabs={tabs} chosen={tab} onChoose={(id) => setAddress({ tab: id }, { replace: true })}>
        {tab === "lines" && <Lines />}
        {tab === "outbox" && <Outbox />}
        {tab === "webhooks" && <Webhooks />}
        {tab === "server" && <Server />}
      </Tabs>
    </Page>
  );
}
