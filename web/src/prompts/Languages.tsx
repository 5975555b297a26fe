import { useQuery } from "@tanstack/react-query";
import { api, got } from "../api/client";

/** Those in which the product speaks by itself. */
const SHIPPED = "en-US en-GB zh-CN it es fr ru ja de nl vi pt-BR pl hi".split(" ");

/** Suggestions for a field of a language: those of the voices that were set, and of the product. */
export function Languages({ id }: { id: string }) {
  const { data } = useQuery({
    queryKey: ["derived", "speech"],
    queryFn: ({ signal }) => got(api.GET("/speech", { signal })),
    staleTime: Infinity,
  });
  const set = (data?.voices ?? []).map(({ language }) => language).filter((language) => language !== "default");
  return (
    <datalist id={id}>
      {[...new Set([...set, ...SHIPPED])].map((language) => (
        <option key={language} value={language} />
      ))}
    </datalist>
  );
}
