import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { isProblem } from "../api/problem";
import { useFormat } from "../i18n/format";
import { Badge, type Tone } from "../ui/Badge";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { Wide } from "../ui/Wide";
import styles from "./System.module.css";

type Process = Schemas["ApiProcess"] | Schemas["CallsProcess"] | Schemas["MediaProcess"];

const TONES: Record<Process["state"], Tone> = {
  starting: "accent",
  running: "good",
  silent: "warn",
  hung: "bad",
  stopping: "warn",
  ended: "bad",
  unknown: "plain",
};

/** The processes of the machine that answers, with what they have counted. */
export function Server() {
  const { t } = useTranslation("system");
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ["live", "status"],
    queryFn: () => got(api.GET("/status")),
    refetchInterval: 10_000,
  });
  if (isProblem(error, "forbidden")) return <p className={styles.soft}>{t("serverForbidden")}</p>;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <Card title={t("machine", { node: data.node })}>
      <Wide label={t("server")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("process")}</th>
              <th scope="col">{t("state")}</th>
              <th scope="col">{t("since")}</th>
              <th scope="col">{t("figures")}</th>
            </tr>
          </thead>
          <tbody>
            {[data.api, data.calls, ...data.media].map((process) => (
              <tr key={process.name}>
                <th scope="row">{process.name}</th>
                <td>
                  <Badge tone={TONES[process.state]}>{t(`processState.${process.state}`)}</Badge>
                  {process.answers === false && <div className={styles.bad}>{t("noAnswer")}</div>}
                </td>
                <td>{process.since ? format.ago(process.since) : ""}</td>
                <td>
                  <Figures figures={process.figures} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Card>
  );
}

/** The figures of a process as the status has them, by name. */
function Figures({ figures }: { figures: object | null }) {
  const format = useFormat();
  if (figures === null) return null;
  return (
    <dl className={styles.figures}>
      {flat(figures).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{format.number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** `{calls: {now: 2}}` -> `[["calls now", 2]]`; what is zero says nothing. */
function flat(figures: object, before = ""): [string, number][] {
  return Object.entries(figures).flatMap(([key, value]: [string, unknown]): [string, number][] => {
    const name = `${before} ${key.replaceAll("_", " ")}`.trim();
    if (typeof value === "number") return value === 0 ? [] : [[name, value]];
    return typeof value === "object" && value !== null ? flat(value, name) : [];
  });
}
