import { useQuery } from "@tanstack/react-query";
import { PhoneForwarded, PhoneOff, Waypoints } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { api, got } from "../api/client";
import { isProblem } from "../api/problem";
import { useStream } from "../api/stream";
import { useFormat } from "../i18n/format";
import { showPath } from "../map/highlight";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { AudioCard } from "./AudioCard";
import { CallFacts } from "./CallFacts";
import styles from "./CallScreen.module.css";
import { OUTCOME_TONES } from "./CallsScreen";
import { Recordings } from "./Recordings";
import { Timeline } from "./Timeline";
import { TransferDialog } from "./TransferDialog";
import { pathOfEvents } from "./path";
import { useHangUp } from "./useHangUp";
import { useCallWords } from "./where";
import { ALL_TYPES } from "./types";

/** One call: what happened in it, and its recordings. */
export default function CallScreen({ id = "" }: { id?: string }) {
  const { t } = useTranslation("calls");
  const words = useCallWords();
  const format = useFormat();
  const mayEnd = useMay("editor");
  const hangUp = useHangUp();
  const [transferring, setTransferring] = useState(false);
  const [, navigate] = useLocation();
  const { data, error, refetch } = useQuery({
    queryKey: ["live", "call", id],
    queryFn: () => got(api.GET("/calls/{id}", { params: { path: { id } } })),
    staleTime: 0,
    retry: false,
  });
  const open = data?.state === "open";
  useStream<{ call: string }>(open ? "/calls/stream" : null, ALL_TYPES, (event) => {
    if (event.data.call === id) void refetch();
  });
  if (isProblem(error, "not-found")) {
    return <Empty title={t("gone")} text={t("goneText")} action={<Link href="/calls">{t("back")}</Link>} />;
  }
  if (error || !data) {
    return (
      <Page title={t("title")}>
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />}
      </Page>
    );
  }
  const caller = words.caller(data);
  const path = pathOfEvents(data.events);

  return (
    <Page
      title={t("callOf", { caller, dialled: data.dialled })}
      aside={
        <>
          {data.outcome && <Badge tone={OUTCOME_TONES[data.outcome]}>{t(`outcome.${data.outcome}`)}</Badge>}
          {open && <Badge tone="accent">{words.where(data.where) || t("running")}</Badge>}
          {data.test && <Badge tone="accent">{t("test")}</Badge>}
        </>
      }
      actions={
        <>
          {path.length > 0 && (
            <Button
              icon={<Waypoints />}
              onClick={() => {
                showPath(path);
                navigate("/map");
              }}
            >
              {t("onMap")}
            </Button>
          )}
          {open && mayEnd && (
            <>
              <Button icon={<PhoneForwarded />} onClick={() => setTransferring(true)}>
                {t("transfer")}
              </Button>
              <Button variant="danger" icon={<PhoneOff />} onClick={() => void hangUp(id, caller)}>
                {t("hangUp")}
              </Button>
            </>
          )}
        </>
      }
    >
      <TransferDialog
        open={transferring && open}
        call={id}
        talks={data.where?.doing === "talking"}
        onClose={() => setTransferring(false)}
      />
      <div className={styles.columns}>
        <Card title={t("happened")}>
          <Timeline events={data.events} live={open} />
        </Card>
        <div className={styles.side}>
          <Card title={t("facts")}>
            <CallFacts call={data} format={format} />
          </Card>
          {(data.recording || data.events.some((event) => event.type === "recording_started")) && (
            <Recordings call={id} />
          )}
          {data.audio.length > 0 && <AudioCard audio={data.audio} format={format} />}
        </div>
      </div>
    </Page>
  );
}
