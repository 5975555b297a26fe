import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got } from "../api/client";
import type { Documents } from "../api/kinds";
import { useAll } from "../api/objects";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { Wide } from "../ui/Wide";
import { useProblemText } from "../ui/useProblemText";
import styles from "./System.module.css";

/** Each webhook, with a message to try it. */
export function Webhooks() {
  const { t } = useTranslation("system");
  const { data, error, refetch } = useAll("webhooks");
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) return <Empty title={t("noWebhooks")} text={t("noWebhooksText")} />;
  return (
    <Card>
      <Wide label={t("webhooks")}>
        <table>
          <tbody>
            {data.map((webhook) => (
              <Row key={webhook.id} webhook={webhook} />
            ))}
          </tbody>
        </table>
      </Wide>
    </Card>
  );
}

function Row({ webhook }: { webhook: Documents["webhooks"] }) {
  const { t } = useTranslation("system");
  const mayTest = useMay("editor");
  const problem = useProblemText();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => got(api.POST("/webhooks/{id}/test", { params: { path: { id: webhook.id } } })),
  });
  return (
    <tr>
      <th scope="row">
        <Link href={`/objects/webhooks/${webhook.id}`}>{webhook.name}</Link>
        <div className={styles.soft}>{webhook.url}</div>
      </th>
      <td>{!webhook.enabled && <Badge>{t("disabled")}</Badge>}</td>
      <td aria-live="polite">
        {data && (
          <>
            <Badge tone={data.delivered ? "good" : "bad"}>{t(data.delivered ? "delivered" : "notDelivered")}</Badge>{" "}
            <span className={styles.soft}>{data.outcome}</span>
          </>
        )}
        {error && <span className={styles.bad}>{problem(error)}</span>}
      </td>
      <td className={styles.actions}>
        {mayTest && (
          <Button icon={<Send />} busy={isPending} onClick={() => mutate()}>
            {t("test")}
          </Button>
        )}
      </td>
    </tr>
  );
}
