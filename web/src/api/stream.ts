/** Server-sent events of the API, which the browser connects again by itself. */
import { useEffect, useRef } from "react";
import { send, urlOf, type Query } from "./http";

export interface Streamed<T> {
  id: string;
  type: string;
  data: T;
}

/** Calls `onEvent` for each event while the component is there. `path` null: no stream. */
export function useStream<T>(
  path: string | null,
  types: readonly string[],
  onEvent: (event: Streamed<T>) => void,
  query: Query = {},
): void {
  const told = useRef(onEvent);
  useEffect(() => {
    told.current = onEvent;
  });
  const url = path === null ? null : urlOf(path, query);
  const wanted = types.join(" ");
  useEffect(() => {
    if (url === null) return;
    const tell = (message: MessageEvent<string>) => {
      told.current({ id: message.lastEventId, type: message.type, data: JSON.parse(message.data) as T });
    };
    return followed(url, (source) => {
      for (const type of wanted.split(" ")) source.addEventListener(type, tell);
    });
  }, [url, wanted]);
}

const AGAIN_MS = 3000;

/** Follows a stream until the function that it gives is called. */
function followed(url: string, listen: (source: EventSource) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const open = () => {
    if (over) return;
    source = new EventSource(url);
    listen(source);
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED || over) return;
      // The browser gives up after an answer that is no stream. If the session has ended, this asks to log in again.
      const later = () => {
        timer = setTimeout(open, AGAIN_MS);
      };
      void send("GET", "/me").then(later, later);
    };
  };
  open();
  return () => {
    over = true;
    clearTimeout(timer);
    source.close();
  };
}
