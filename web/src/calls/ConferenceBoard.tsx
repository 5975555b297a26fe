import { useQuery } from "@tanstack/react-query";
import { Lock, LockOpen, Mic, MicOff, UserMinus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got, type Schemas } from "../api/client";
import { send } from "../api/http";
import { labelOf, type Documents } from "../api/kinds";
import { useAll } from "../api/objects";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";
import styles from "./Board.module.css";
import { useNow } from "./useNow";
import { useCallWords } from "./where";

type Member = Schemas["LiveMember"];
type Act = (path: string) => Promise<void>;

/** Each conference with who is in it. */
export function ConferenceBoard() {
  const { t } = useTranslation("calls");
  const { data: conferences, error, refetch } = useAll("conferences");
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!conferences) return <Loading />;
  if (conferences.length === 0) return <Empty title={t("noConferences")} text={t("noConferencesText")} />;
  return (
    <div className={styles.boards}>
      {conferences.map((conference) => (
        <OneConference key={conference.id} conference={conference} />
      ))}
    </div>
  );
}

function OneConference({ conference }: { conference: Documents["conferences"] }) {
  const { t } = useTranslation("calls");
  const editable = useMay("editor");
  const problem = useProblemText();
  const { data, error, refetch } = useQuery({
    queryKey: ["live", "conference", conference.id],
    queryFn: () => got(api.GET("/conferences/{id}/live", { params: { path: { id: conference.id } } })),
    staleTime: 0,
  });
  const act: Act = async (path) => {
    try {
      await send("POST", `/conferences/${conference.id}/${path}`);
    } catch (error) {
      tell(problem(error), "bad");
    }
    await refetch();
  };
  const members = data?.members ?? [];

  return (
    <Card
      title={
        <>
          {labelOf(conference)} {data?.locked && <Badge tone="warn">{t("locked")}</Badge>}
        </>
      }
      actions={
        editable &&
        members.length > 0 && (
          <Button
            icon={data?.locked ? <LockOpen /> : <Lock />}
            onClick={() => void act(data?.locked ? "unlock" : "lock")}
          >
            {t(data?.locked ? "unlock" : "lock")}
          </Button>
        )
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data && members.length === 0 && <p className={styles.soft}>{t("emptyConference")}</p>}
      {members.length > 0 && (
        <ul className={styles.people} aria-label={t("members")}>
          {members.map((member) => (
            <MemberRow key={member.call} member={member} act={act} editable={editable} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function MemberRow({ member, act, editable }: { member: Member; act: Act; editable: boolean }) {
  const { t } = useTranslation("calls");
  const format = useFormat();
  const now = useNow();
  const ask = useConfirm();
  const words = useCallWords();
  const caller = words.caller(member);
  const call = encodeURIComponent(member.call);
  const remove = async () => {
    if (await ask({ title: t("removeAsk", { caller }), yes: t("remove"), danger: true })) {
      await act(`members/${call}/remove`);
    }
  };
  return (
    <li>
      <Link href={`/calls/${call}`}>{caller}</Link>
      <span className={styles.state}>
        {member.role === "moderator" && <Badge tone="accent">{t("moderator")}</Badge>}
        {member.muted && <Badge tone="warn">{t("muted")}</Badge>}
        {member.waits && <Badge>{t("waitsForModerator")}</Badge>}
        {member.recorded && <Badge>{t("recorded")}</Badge>}
      </span>
      <time>{format.duration(now - Date.parse(member.since))}</time>
      {editable && (
        <span className={styles.actions}>
          <IconButton
            label={`${t(member.muted ? "unmute" : "mute")}: ${caller}`}
            icon={member.muted ? <Mic /> : <MicOff />}
            onClick={() => void act(`members/${call}/${member.muted ? "unmute" : "mute"}`)}
          />
          <IconButton label={`${t("remove")}: ${caller}`} icon={<UserMinus />} onClick={() => void remove()} />
        </span>
      )}
    </li>
  );
}
