import { useTranslation } from "react-i18next";
import { Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { Attention } from "./Attention";
import styles from "./Home.module.css";
import { LastChanges } from "./LastChanges";
import { NextSteps } from "./NextSteps";
import { Now } from "./Now";
import { Today } from "./Today";
import { useOverview } from "./useOverview";

/** The first screen: whether the telephone works, what callers do today, and what somebody should look at. */
export default function Home() {
  const { t } = useTranslation("home");
  const { data, error, refetch } = useOverview();
  return (
    <Page title={t("title")}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={3} />}
      {data && <Now overview={data} />}
      {data && <NextSteps configured={data.configured} />}
      <div className={styles.columns}>
        <Today />
        <div className={styles.side}>
          {data && <Attention overview={data} />}
          <LastChanges />
        </div>
      </div>
    </Page>
  );
}
