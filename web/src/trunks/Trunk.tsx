import { useTranslation } from "react-i18next";
import { useDraft } from "../api/scope";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ObjectPage } from "../objects/ObjectPage";
import { kindAt, useKinds } from "../objects/kinds";
import styles from "./Trunk.module.css";
import { TrunkTest } from "./TrunkTest";
import { TONES, useTrunkStates, type TrunkStatus } from "./states";

/** A trunk: how it is set up, and how it is now. */
export default function Trunk({ id = "" }: { id?: string }) {
  const { t, i18n } = useTranslation("trunks");
  const kinds = useKinds();
  const status = useTrunkStates().get(Number(id));
  const info = kinds && kindAt(kinds, "trunks");
  if (!info) return <Loading />;
  return (
    <ObjectPage
      key={id}
      info={info}
      id={id === "new" ? null : Number(id)}
      aside={status && <Badge tone={TONES[status.state]}>{i18n.t(`trunks:state.${status.state}`)}</Badge>}
      tabs={[{ id: "state", title: t("now"), content: () => <Now id={Number(id)} status={status} /> }]}
    />
  );
}

/** How the trunk in force is; a draft changes nothing about that. */
function Now({ id, status }: { id: number; status: TrunkStatus | undefined }) {
  const { t } = useTranslation("trunks");
  const mayTest = useMay("editor");
  const isDraft = useDraft() !== null;
  return (
    <>
      {isDraft && <p>{t("inForce")}</p>}
      <State status={status} />
      {mayTest && <TrunkTest trunk={id} />}
    </>
  );
}

function State({ status }: { status: TrunkStatus | undefined }) {
  const { t, i18n } = useTranslation("trunks");
  const format = useFormat();
  if (!status) return <Card>{t("unknown")}</Card>;
  const reason = `trunks:reason.${status.reason}`;
  return (
    <Card>
      <p>
        <Badge tone={TONES[status.state]}>{i18n.t(`trunks:state.${status.state}`)}</Badge>{" "}
        {t("since", { at: format.dateTime(status.since) })}
      </p>
      <p>{i18n.t(`trunks:about.${status.state}`)}</p>
      {status.reason && <p>{i18n.exists(reason) ? i18n.t(reason) : status.reason}</p>}
      {status.registered_by && <p>{t("registeredBy", { node: status.registered_by })}</p>}
      {status.last_status !== null && <p>{t("lastStatus", { status: status.last_status })}</p>}
      <p>{t("calls", { incoming: status.incoming_calls, outgoing: status.outgoing_calls })}</p>
      {status.hops.length > 0 && (
        <table className={styles.hops}>
          <thead>
            <tr>
              <th>{t("address")}</th>
              <th>{t("answers")}</th>
              <th>{t("took")}</th>
            </tr>
          </thead>
          <tbody>
            {status.hops.map((hop) => (
              <tr key={hop.address}>
                <td>{hop.address}</td>
                <td>{i18n.t(`trunks:hop.${hop.state}`)}</td>
                <td>{hop.rtt_ms === null ? "–" : `${format.number(Math.round(hop.rtt_ms))} ms`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
