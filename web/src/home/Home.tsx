import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { Badge } from "../ui/Badge";
import { Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";

/** The first screen: whether the office is open. */
export default function Home() {
  const { t } = useTranslation("home");
  const { data, error, refetch } = useQuery({
    queryKey: ["office", "now"],
    queryFn: () => got(api.GET("/office")),
    refetchInterval: 60_000,
  });
  return (
    <Page title={t("title")}>
      <Card title={t("office")}>
        {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={1} />}
        {data && (
          <p>
            <Badge tone={data.rule === "open" ? "good" : "warn"}>{t(data.rule === "open" ? "open" : "closed")}</Badge>{" "}
            {data.explanation}
          </p>
        )}
      </Card>
    </Page>
  );
}
