import { useEffect, useState } from "react";
import { useFormat } from "../i18n/format";

/** How long ago that was, in minutes and seconds. */
export function Clock({ since }: { since: number }) {
  const { duration } = useFormat();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span role="timer">{duration(now - since)}</span>;
}
