import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got, type Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import { Badge, type Tone } from "../ui/Badge";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { Wide } from "../ui/Wide";
import styles from "./System.module.css";

type State = Schemas["TrunkStatus"]["state"];

const TONES: Record<State, Tone> = {
  off: "plain",
  unmonitored: "plain",
  checking: "accent",
  registering: "accent",
  up: "good",
  down: "bad",
  rejected: "bad",
};
const LOOK_MS = 10_000;

/** Each trunk as this machine sees it. */
export function Lines() {
  const { t } = useTranslation("system");
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ["live", "trunks"],
    queryFn: () => got(api.GET("/trunk-statuses")),
    refetchInterval: LOOK_MS,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty title={t("noLines")} text={t("noLinesText")} />;
  return (
    <Card>
      <Wide label={t("lines")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("line")}</th>
              <th scope="col">{t("state")}</th>
              <th scope="col">{t("since")}</th>
              <th scope="col">{t("callsIn")}</th>
              <th scope="col">{t("callsOut")}</th>
              <th scope="col">{t("addresses")}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((one) => (
              <tr key={one.trunk}>
                <th scope="row">
                  <Link href={`/trunks/${one.trunk}`}>{one.name}</Link>
                </th>
                <td>
                  <Badge tone={TONES[one.state]}>{t(`lineState.${one.state}`)}</Badge>
                  {one.reason && <div className={styles.soft}>{one.reason}</div>}
                </td>
                <td>{format.ago(one.since)}</td>
                <td>{one.incoming_calls}</td>
                <td>{one.outgoing_calls}</td>
                <td>
                  {one.hops.map((hop) => (
                    <div key={hop.address}>
                      {hop.address}{" "}
                      <span className={styles.soft}>
                        {hop.rtt_ms === null ? "" : `${format.number(Math.round(hop.rtt_ms))} ms`}
                      </span>
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Card>
  );
}
