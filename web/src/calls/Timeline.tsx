import {
  Ban,
  Clock,
  CornerDownRight,
  Hash,
  Headphones,
  Hourglass,
  Mail,
  Mic,
  PhoneCall,
  PhoneIncoming,
  PhoneOff,
  Split,
  Users,
  Voicemail,
  Volume2,
  type LucideIcon,
} from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { linkTo } from "../shell/linkTo";
import { Field } from "../ui/Field";
import styles from "./Timeline.module.css";
import { useNames } from "./names";
import { reasonsOf, type Reason } from "./reasons";
import { refsOf, useReasonWords, useWords, type CallEvent } from "./words";

/** What only who looks closely wants to see. */
const MINOR = new Set([
  "answered",
  "dial_started",
  "key_pressed",
  "prompt_ended",
  "queue_position",
  "dialplan_answered",
  "action_asked",
]);

/** Places whose own event says that the caller has come there. */
const SAID_AGAIN = new Set(["ivr", "queue", "hang_up"]);

/** The beginnings of types -> the picture beside them; the first that fits. */
const ICONS: readonly (readonly [string, LucideIcon])[] = [
  ["call_started", PhoneIncoming],
  ["call_ended", PhoneOff],
  ["interrupted", PhoneOff],
  ["menu_entered", Split],
  ["prompt", Volume2],
  ["key", Hash],
  ["matched", Hash],
  ["pin", Hash],
  ["name_", Hash],
  ["no_", Hourglass],
  ["time_", Clock],
  ["night", Clock],
  ["office", Clock],
  ["queue", Hourglass],
  ["parked", Hourglass],
  ["conference", Users],
  ["message", Mail],
  ["mailbox", Mail],
  ["recording", Mic],
  ["bridge", PhoneCall],
  ["ringing", PhoneCall],
  ["dial", PhoneCall],
  ["caller_blocked", Ban],
  ["not_called", Ban],
  ["answered_by", Voicemail],
  ["greeting_ended", Voicemail],
  ["hold", Headphones],
];

const BAD = new Set([
  "no_match",
  "no_input",
  "caller_blocked",
  "prompt_skipped",
  "loop_guard",
  "interrupted",
  "not_rung",
  "trunk_skipped",
  "not_called",
]);

interface TimelineProps {
  events: readonly CallEvent[];
  /** Shows new events to screen readers as they come. */
  live?: boolean;
  /** Keeps the newest event in sight, within the box around it. */
  follows?: boolean;
}

/** What happened in a call, in words, with the time since it came in and why it went on as it did. */
export function Timeline({ events, live = false, follows = false }: TimelineProps) {
  const { t } = useTranslation("calls");
  const [all, setAll] = useState(false);
  const words = useWords(useNames(events.flatMap(refsOf)));
  const begin = Date.parse(events[0]?.at ?? "");
  const shown = all ? events : events.filter((event) => !isMinor(event));
  const reasons = reasonsOf(events, new Set(shown));
  const list = useNewest(follows, shown.length);

  return (
    <div className={styles.timeline}>
      <ol ref={list} className={styles.steps} aria-label={t("happened")} aria-live={live ? "polite" : undefined}>
        {shown.map((event, index) => {
          const Icon = iconOf(event.type);
          const reason = reasons.get(event);
          return (
            <li key={index} className={BAD.has(event.type) ? styles.bad : undefined}>
              <time className={styles.after} dateTime={event.at}>
                {after(Date.parse(event.at) - begin)}
              </time>
              <Icon aria-hidden className={styles.icon} />
              <span>
                {words(event)} {reason && <Why reason={reason} />}
              </span>
            </li>
          );
        })}
      </ol>
      {shown.length < events.length || all ? (
        <Field label={t("allSteps")} inline>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
        </Field>
      ) : null}
    </div>
  );
}

/** Leads to where it is decided. */
function Why({ reason }: { reason: Reason }) {
  const text = useReasonWords()(reason);
  return (
    <small className={styles.why}>
      {reason.menu === null ? text : <Link href={linkTo("ivr", reason.menu.id)}>{text}</Link>}
    </small>
  );
}

function useNewest(follows: boolean, count: number) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (follows) list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [follows, count]);
  return list;
}

function isMinor({ type, data }: CallEvent): boolean {
  return MINOR.has(type) || (type === "going_to" && SAID_AGAIN.has(String(data.kind)));
}

function iconOf(type: string): LucideIcon {
  return ICONS.find(([beginning]) => type.startsWith(beginning))?.[1] ?? CornerDownRight;
}

/** "0:07.3" */
function after(milliseconds: number): string {
  const tenths = Math.max(0, Math.round(milliseconds / 100));
  const [minutes, seconds] = [Math.floor(tenths / 600), Math.floor(tenths / 10) % 60];
  return `${minutes}:${String(seconds).padStart(2, "0")}.${tenths % 10}`;
}
