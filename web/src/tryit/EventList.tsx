import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/format";
import styles from "./EventList.module.css";
import { sentenceOf } from "./sentences";

interface Event {
  at: string;
  type: string;
  data: object;
}

/** What happened in a call, line by line; the newest stays in sight. */
export function EventList({ events }: { events: readonly Event[] }) {
  const { t, i18n } = useTranslation("tryit");
  const { duration } = useFormat();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current?.parentElement;
    if (box) box.scrollTop = box.scrollHeight;
  }, [events.length]);

  const first = Date.parse(events[0]?.at ?? "");
  return (
    <ol ref={list} className={styles.list} aria-label={t("events")}>
      {events.map((event, at) => {
        const sentence = sentenceOf(event, i18n);
        if (sentence === null) return null;
        return (
          <li key={at}>
            <time className={styles.time} dateTime={event.at}>
              {duration(Date.parse(event.at) - first)}
            </time>
            <span>{sentence}</span>
          </li>
        );
      })}
    </ol>
  );
}
