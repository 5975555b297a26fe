/** Speaks a text, which is not kept. */
import { useMutation } from "@tanstack/react-query";
import { fetched, urlOf } from "../api/http";

export function usePreview() {
  return useMutation({
    mutationFn: async (wanted: { text: string; language: string }) => {
      const headers = { "Content-Type": "application/json" };
      const request = new Request(urlOf("/speech/preview"), { method: "POST", headers, body: JSON.stringify(wanted) });
      return (await fetched(request)).blob();
    },
  });
}
