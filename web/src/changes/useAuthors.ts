/** Who has written something lately, to choose from. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "../api/client";

const LATELY = 500;

export function useAuthors(): string[] {
  const { data } = useQuery({
    queryKey: ["derived", "authors"],
    queryFn: () => got(api.GET("/changes", { params: { query: { limit: LATELY } } })),
    staleTime: 300_000,
  });
  return [...new Set(data?.items.map((one) => one.author) ?? [])].sort();
}
