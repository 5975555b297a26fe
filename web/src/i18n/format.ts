/** Dates, times and numbers in the language of the page and the zone of the tenant. */
import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { useZone } from "../session/zone";

export interface Format {
  /** "27 Nov 2026, 14:05" */
  dateTime: (at: Moment) => string;
  /** "14:05:09" */
  time: (at: Moment) => string;
  /** "Fri 27 Nov" */
  date: (at: Moment) => string;
  /** "3:07", or "1:02:03" from an hour on. */
  duration: (milliseconds: number) => string;
  /** "3 minutes ago" */
  ago: (at: Moment, now?: number) => string;
  number: (value: number) => string;
  percent: (share: number) => string;
  language: string;
  zone: string;
}

/** ISO 8601, or milliseconds since 1970. */
export type Moment = string | number | Date;

export function useFormat(): Format {
  return formatFor(useLanguage(), useZone());
}

/** The language that is shown. It costs less than `useTranslation`, which matters in rows of lists. */
function useLanguage(): string {
  return useSyncExternalStore(onLanguage, () => i18next.language);
}

function onLanguage(tell: () => void): () => void {
  i18next.on("languageChanged", tell);
  return () => i18next.off("languageChanged", tell);
}

const made = new Map<string, Format>();

/** Made once for all: formatters of Intl cost more than the row that a list shows with them. */
export function formatFor(language: string, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  const format = made.get(key) ?? formatOf(language, timeZone);
  made.set(key, format);
  return format;
}

function formatOf(language: string, timeZone: string): Format {
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone });
  const time = new Intl.DateTimeFormat(language, { timeStyle: "medium", timeZone, hourCycle: "h23" });
  const date = new Intl.DateTimeFormat(language, { weekday: "short", day: "numeric", month: "short", timeZone });
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    dateTime: (at) => dateTime.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    duration,
    ago: (at, now = Date.now()) => ago(relative, (new Date(at).getTime() - now) / 1000),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    language,
    zone: timeZone,
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

function ago(relative: Intl.RelativeTimeFormat, seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(Math.round(seconds), "second");
  if (size < 3600) return relative.format(Math.round(seconds / 60), "minute");
  if (size < 86400) return relative.format(Math.round(seconds / 3600), "hour");
  return relative.format(Math.round(seconds / 86400), "day");
}
