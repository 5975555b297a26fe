import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useFormat } from "../i18n/format";
import { Badge, type Tone } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Trunk.module.css";

type Tested = Schemas["TrunkTest"];
type Heard = Tested["answers"][number];

/** The status by which a server says that it takes no calls. */
const UNAVAILABLE = 503;

/** Asks the trunk now whether it is there, and tells what each of its addresses answers. */
export function TrunkTest({ trunk }: { trunk: number }) {
  const { t } = useTranslation("trunks");
  const format = useFormat();
  const queries = useQueryClient();
  const test = useMutation({
    mutationFn: () => got(api.POST("/trunks/{id}/test", { params: { path: { id: trunk } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["derived", "trunk-states"] }),
  });
  return (
    <Card
      title={t("test")}
      actions={
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {test.isPending ? t("testing") : t("testNow")}
        </Button>
      }
    >
      <p>{t("testWhat")}</p>
      {test.error && <ProblemNote error={test.error} />}
      <div role="status">
        {test.data && (
          <>
            <p>{t("testedAt", { at: format.time(test.data.at) })}</p>
            {test.data.answers.length === 0 ? <p>{t("reason.no-address")}</p> : <Answers answers={test.data.answers} />}
          </>
        )}
      </div>
    </Card>
  );
}

function Answers({ answers }: { answers: Tested["answers"] }) {
  const { t } = useTranslation("trunks");
  const format = useFormat();
  return (
    <table className={styles.hops}>
      <thead>
        <tr>
          <th>{t("address")}</th>
          <th>{t("answer")}</th>
          <th>{t("took")}</th>
        </tr>
      </thead>
      <tbody>
        {answers.map((one) => (
          <tr key={one.address}>
            <td>
              {one.address} {one.transport.toUpperCase()}
            </td>
            <td>
              <Badge tone={toneOf(one)}>{one.status === null ? t("silent") : `${one.status} ${one.reason}`}</Badge>{" "}
              {one.status !== null && t(one.status === UNAVAILABLE ? "reason.unavailable" : "there")}
            </td>
            <td>{one.rtt_ms === null ? "–" : `${format.number(Math.round(one.rtt_ms))} ms`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function toneOf({ status }: Heard): Tone {
  return status === null || status === UNAVAILABLE ? "bad" : "good";
}
