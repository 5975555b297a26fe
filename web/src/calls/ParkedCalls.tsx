import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got } from "../api/client";
import { useFormat } from "../i18n/format";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { useNames } from "./names";
import { useNow } from "./useNow";
import { useCallWords } from "./where";

/** Who waits in a parking slot, the longest first. */
export function ParkedCalls() {
  const { t } = useTranslation("calls");
  const format = useFormat();
  const now = useNow();
  const words = useCallWords();
  const { data, error, refetch } = useQuery({
    queryKey: ["live", "parked"],
    queryFn: () => got(api.GET("/parked-calls")),
    staleTime: 0,
  });
  const nameOf = useNames((data?.items ?? []).map((one) => ({ kind: "extension", id: one.by })));
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty title={t("noParked")} text={t("noParkedText")} />;
  return (
    <Card>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("slot")}</th>
            <th scope="col">{t("caller")}</th>
            <th scope="col">{t("parkedBy")}</th>
            <th scope="col">{t("since")}</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((one) => (
            <tr key={one.call}>
              <th scope="row">{one.slot}</th>
              <td>
                <Link href={`/calls/${encodeURIComponent(one.call)}`}>{words.caller(one)}</Link>
              </td>
              <td>{nameOf({ kind: "extension", id: one.by }) ?? ""}</td>
              <td>{format.duration(now - Date.parse(one.since))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
