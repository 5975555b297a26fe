/** Server-sent events of the API, which the browser connects again by itself. */
import { useEffect, useRef } from "react";
import { urlOf, type Query } from "./http";

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
    const source = new EventSource(url);
    const tell = (message: MessageEvent<string>) => {
      told.current({ id: message.lastEventId, type: message.type, data: JSON.parse(message.data) as T });
    };
    for (const type of wanted.split(" ")) source.addEventListener(type, tell);
    return () => {
      source.close();
    };
  }, [url, wanted]);
}
