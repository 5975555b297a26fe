import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { isProblem } from "../api/problem";
import { Badge } from "../ui/Badge";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { Calls } from "./Calls";
import { Forwarding } from "./Forwarding";
import { Greetings } from "./Greetings";
import { Messages } from "./Messages";
import styles from "./MyPhone.module.css";
import { Pin } from "./Pin";

export type Mine = Schemas["MyPhone"];

const LOOK_MS = 10_000;

/** What belongs to the extension that is one's own. */
export default function MyPhone() {
  const { t } = useTranslation("my");
  const { data, error, refetch } = useQuery({
    queryKey: ["my"],
    queryFn: () => got(api.GET("/my")),
    refetchInterval: LOOK_MS,
    staleTime: 0,
  });
  if (isProblem(error, "no-extension")) {
    return (
      <Page title={t("title")}>
        <Empty title={t("noExtension")} text={t("noExtensionText")} />
      </Page>
    );
  }
  return (
    <Page title={t("title")} aside={data && <Who phone={data} />}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className={styles.columns}>
          <div className={styles.column}>
            <Messages phone={data} />
            <Calls />
          </div>
          <div className={styles.column}>
            <Forwarding key={JSON.stringify(data.forwarding)} phone={data} />
            <Greetings phone={data} />
            <Pin phone={data} />
          </div>
        </div>
      )}
    </Page>
  );
}

function Who({ phone }: { phone: Mine }) {
  const { t } = useTranslation("my");
  return (
    <>
      <span className={styles.soft}>
        {phone.name} · {phone.number}
      </span>
      <Badge tone={phone.phones > 0 ? "good" : "warn"}>{t("registered", { count: phone.phones })}</Badge>
      {phone.forwarding.dnd && <Badge tone="bad">{t("dnd")}</Badge>}
    </>
  );
}
