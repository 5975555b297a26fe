import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { Badge } from "../ui/Badge";
import { Page } from "../ui/Page";
import { Tabs } from "../ui/Tabs";
import { ConferenceBoard } from "./ConferenceBoard";
import { LiveCalls } from "./LiveCalls";
import styles from "./LiveScreen.module.css";
import { ParkedCalls } from "./ParkedCalls";
import { QueueBoard } from "./QueueBoard";
import { useFollowing, useLive } from "./useLive";

/** Who is where now, and what can be done about it. */
export default function LiveScreen() {
  const { t } = useTranslation("calls");
  const [address, setAddress] = useSearchParams();
  useFollowing();
  const { data } = useLive();
  const tabs = [
    { id: "calls", title: t("title") },
    { id: "queues", title: t("queuesNow") },
    { id: "conferences", title: t("conferencesNow") },
    { id: "parked", title: t("parkedNow") },
  ] as const;
  const tab = tabs.find((one) => one.id === address.get("tab"))?.id ?? "calls";

  return (
    <Page
      title={t("live")}
      full
      aside={
        data && (
          <span role="status">
            <Badge tone={data.calls.length > 0 ? "accent" : "plain"}>
              {t("runningNow", { count: data.calls.length })}
            </Badge>
          </span>
        )
      }
    >
      <div className={styles.tabbed}>
        <Tabs label={t("live")} tabs={tabs} chosen={tab} onChoose={(id) => setAddress({ tab: id }, { replace: true })}>
          <div className={styles.board}>
            {tab === "calls" && <LiveCalls />}
            {tab === "queues" && <QueueBoard />}
            {tab === "conferences" && <ConferenceBoard />}
            {tab === "parked" && <ParkedCalls />}
          </div>
        </Tabs>
      </div>
    </Page>
  );
}
