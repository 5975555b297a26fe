import { useQuery } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { send, urlOf } from "../api/http";
import { isProblem, type ProblemError } from "../api/problem";
import { useFormat } from "../i18n/format";
import { useMay, useMe } from "../session/session";
import { IconButton } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";
import styles from "./CallScreen.module.css";

/** The recordings of a call, for those who may hear them. The browser fetches the parts that it plays. */
export function Recordings({ call }: { call: string }) {
  const { t } = useTranslation("calls");
  const permitted = useMe().rights.includes("recordings");
  return <Card title={t("recordings")}>{permitted ? <Players call={call} /> : <p>{t("recordingRight")}</p>}</Card>;
}

function nodeOf(error: ProblemError): string {
  return (error.problem as { node?: string }).node ?? "";
}

function Players({ call }: { call: string }) {
  const { t } = useTranslation("calls");
  const format = useFormat();
  const mayDelete = useMay("editor");
  const ask = useConfirm();
  const problem = useProblemText();
  const { data, error, refetch } = useQuery({
    queryKey: ["live", "recordings", call],
    queryFn: () => got(api.GET("/calls/{id}/recordings", { params: { path: { id: call } } })),
    retry: false,
  });
  const path = (name: string) => `/calls/${encodeURIComponent(call)}/recordings/${encodeURIComponent(name)}`;
  const remove = async (name: string) => {
    if (!(await ask({ title: t("deleteRecordingAsk"), yes: t("common:delete"), danger: true }))) return;
    try {
      await send("DELETE", path(name));
    } catch (failure) {
      tell(problem(failure), "bad");
    }
    await refetch();
  };
  if (isProblem(error, "recording-elsewhere")) {
    return <p>{t("recordingElsewhere", { node: nodeOf(error) })}</p>;
  }
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={1} />;
  if (data.items.length === 0) return <p>{t("noRecordings")}</p>;
  return data.items.map((one) => (
    <div key={one.name} className={styles.recording}>
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what was said */}
      <audio
        controls
        preload="none"
        src={urlOf(path(one.name))}
        aria-label={t("recordingOf", { at: format.time(one.started_at) })}
      />
      <div className={styles.recordingActions}>
        <span>
          {format.time(one.started_at)}, {format.duration(one.duration_ms)}
        </span>
        <IconButton
          label={t("saveRecording")}
          icon={<Download />}
          onClick={() => location.assign(urlOf(path(one.name)))}
        />
        {mayDelete && (
          <IconButton label={t("deleteRecording")} icon={<Trash2 />} onClick={() => void remove(one.name)} />
        )}
      </div>
    </div>
  ));
}
