import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { Page } from "../ui/Page";
import { Tabs } from "../ui/Tabs";
import { CallsReport } from "./CallsReport";
import { MenusReport } from "./MenusReport";
import { LinesReport, PeopleReport, QueuesReport } from "./OtherReports";
import { PeriodChooser } from "./PeriodChooser";
import { usePeriod } from "./usePeriod";

const TABS = ["calls", "menus", "queues", "people", "lines"] as const;
type Tab = (typeof TABS)[number];

/** What callers did in a period. */
export default function InsightScreen() {
  const { t } = useTranslation("insight");
  const [period, choose] = usePeriod();
  const [address, setAddress] = useSearchParams();
  const tab = TABS.find((one) => one === address.get("tab")) ?? "calls";
  const open = (chosen: Tab) => setAddress({ days: period.days, tab: chosen }, { replace: true });

  return (
    <Page title={t("title")} actions={<PeriodChooser chosen={period.days} onChoose={choose} />}>
      <Tabs label={t("title")} tabs={TABS.map((id) => ({ id, title: t(id) }))} chosen={tab} onChoose={open}>
        {tab === "calls" && <CallsReport period={period} />}
        {tab === "menus" && <MenusReport period={period} />}
        {tab === "queues" && <QueuesReport period={period} />}
        {tab === "people" && <PeopleReport period={period} />}
        {tab === "lines" && <LinesReport period={period} />}
      </Tabs>
    </Page>
  );
}
