import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ObjectSelect } from "../menus/ObjectSelect";
import { Badge } from "../ui/Badge";
import { ReplyField } from "./ReplyField";
import { Rows } from "./Rows";
import styles from "./TryScreen.module.css";
import { AnsweringFields, Choice, Count, NumberField, Text } from "./parts";
import { AGENTS, ANSWERS, MORE, REPLIES, type Asked } from "./scenario";

const AGENT: Asked["agents"][number] = { number: "", does: "logged_in" };
const REPLY: Asked["replies"][number] = { key: "", says: "call", number: "" };

interface MoreProps {
  asked: Asked;
  onChange: (part: Partial<Asked>) => void;
}

/** What else of the world around a call can be said: one group for each, closed until somebody wants it. */
export function MoreFields({ asked, onChange }: MoreProps) {
  const groups: Record<(typeof MORE)[number], ReactNode> = {
    trunks: <Trunks asked={asked} onChange={onChange} />,
    agents: <Agents asked={asked} onChange={onChange} />,
    waiting: <Waiting asked={asked} onChange={onChange} />,
    mailboxes: <Mailboxes asked={asked} onChange={onChange} />,
    replies: <Replies asked={asked} onChange={onChange} />,
    dialplans: <Dialplans asked={asked} onChange={onChange} />,
    others: <Others asked={asked} onChange={onChange} />,
  };
  return MORE.map((name) => (
    <Group key={name} name={name} count={asked[name].length}>
      {groups[name]}
    </Group>
  ));
}

function Group({ name, count, children }: { name: string; count: number; children: ReactNode }) {
  const { i18n } = useTranslation("tryit");
  return (
    <details className={styles.group} open={count > 0}>
      <summary>
        {i18n.t(`tryit:more.${name}.title`)} {count > 0 && <Badge tone="accent">{count}</Badge>}
      </summary>
      <div className={styles.inside}>
        <p className={styles.soft}>{i18n.t(`tryit:more.${name}.text`)}</p>
        {children}
      </div>
    </details>
  );
}

function Trunks({ asked, onChange }: MoreProps) {
  const { t } = useTranslation("tryit");
  return (
    <Rows
      rows={asked.trunks}
      fresh={{ ...ANSWERS, trunk: null, does: "busy" }}
      add={t("more.trunks.add")}
      onChange={(trunks) => onChange({ trunks })}
    >
      {(row, change) => (
        <>
          <ObjectSelect label={t("trunk")} kind="trunks" value={row.trunk} onChange={(trunk) => change({ trunk })} />
          <AnsweringFields line={row} onChange={change} />
        </>
      )}
    </Rows>
  );
}

function Agents({ asked, onChange }: MoreProps) {
  const { t } = useTranslation("tryit");
  return (
    <Rows rows={asked.agents} fresh={AGENT} add={t("more.agents.add")} onChange={(agents) => onChange({ agents })}>
      {(row, change) => (
        <>
          <NumberField
            label={t("agent")}
            kinds="extension"
            value={row.number}
            onChange={(number) => change({ number })}
          />
          <Choice
            label={t("isNow")}
            words="agents"
            choices={AGENTS}
            value={row.does}
            onChange={(does) => change({ does })}
          />
        </>
      )}
    </Rows>
  );
}

function Waiting({ asked, onChange }: MoreProps) {
  const { t } = useTranslation("tryit");
  return (
    <Rows
      rows={asked.waiting}
      fresh={{ queue: null, callers: 1 }}
      add={t("more.waiting.add")}
      onChange={(waiting) => onChange({ waiting })}
    >
      {(row, change) => (
        <>
          <ObjectSelect label={t("queue")} kind="queues" value={row.queue} onChange={(queue) => change({ queue })} />
          <Count
            label={t("callers")}
            min={1}
            max={50}
            value={row.callers}
            onChange={(callers) => change({ callers })}
          />
        </>
      )}
    </Rows>
  );
}

function Mailboxes({ asked, onChange }: MoreProps) {
  const { t } = useTranslation("tryit");
  return (
    <Rows
      rows={asked.mailboxes}
      fresh={{ number: "", messages: 100 }}
      add={t("more.mailboxes.add")}
      onChange={(mailboxes) => onChange({ mailboxes })}
    >
      {(row, change) => (
        <>
          <NumberField
            label={t("mailbox")}
            kinds="extension,group_voicemail"
            value={row.number}
            onChange={(number) => change({ number })}
          />
          <Count
            label={t("messages")}
            max={10_000}
            value={row.messages}
            onChange={(messages) => change({ messages })}
          />
        </>
      )}
    </Rows>
  );
}

function Replies({ asked, onChange }: MoreProps) {
  const { t } = useTranslation("tryit");
  return (
    <Rows rows={asked.replies} fresh={REPLY} add={t("more.replies.add")} onChange={(replies) => onChange({ replies })}>
      {(row, change) => (
        <>
          <ReplyField value={row.key} onChange={(key) => change({ key })} />
          <Choice
            label={t("says")}
            words="replies"
            choices={REPLIES}
            value={row.says}
            onChange={(says) => change({ says })}
          />
          {row.says === "call" && (
            <Text label={t("number")} mode="tel" value={row.number} onChange={(number) => change({ number })} />
          )}
        </>
      )}
    </Rows>
  );
}

function Dialplans({ asked, onChange }: MoreProps) {
  const { t } = useTranslation("tryit");
  return (
    <Rows
      rows={asked.dialplans}
      fresh={{ dialplan: null, number: "" }}
      add={t("more.dialplans.add")}
      onChange={(dialplans) => onChange({ dialplans })}
    >
      {(row, change) => (
        <>
          <ObjectSelect
            label={t("dialplan")}
            kind="api-dialplans"
            value={row.dialplan}
            onChange={(dialplan) => change({ dialplan })}
          />
          <Text label={t("sendsCallerTo")} mode="tel" value={row.number} onChange={(number) => change({ number })} />
        </>
      )}
    </Rows>
  );
}

function Others({ asked, onChange }: MoreProps) {
  const { t } = useTranslation("tryit");
  return (
    <Rows
      rows={asked.others}
      fresh={{ from: "", dialled: "", after: 3, keys: "" }}
      add={t("more.others.add")}
      onChange={(others) => onChange({ others })}
    >
      {(row, change) => (
        <>
          <NumberField
            label={t("extension")}
            kinds="extension"
            value={row.from}
            onChange={(from) => change({ from })}
          />
          <Text label={t("dialled")} value={row.dialled} mode="tel" onChange={(dialled) => change({ dialled })} />
          <Count label={t("afterS")} max={3600} value={row.after} onChange={(after) => change({ after })} />
          <Text label={t("asText")} value={row.keys} onChange={(keys) => change({ keys })} />
        </>
      )}
    </Rows>
  );
}
