import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, got } from "../api/client";

export interface NumberFound {
  number: string;
  name: string;
}

const MOST = 20;

/** Objects of those kinds that have a number and are found by `text`, the best first. */
export function useNumbers(text: string, kinds: string): NumberFound[] {
  const { data } = useQuery({
    queryKey: ["derived", "numbers", kinds, text],
    queryFn: () => got(api.GET("/search", { params: { query: { q: text, kinds, limit: MOST } } })),
    placeholderData: keepPreviousData,
  });
  const found = data?.items ?? [];
  return found.filter((one) => one.number !== "").map(({ number, name }) => ({ number, name }));
}
