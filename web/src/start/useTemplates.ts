import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";

export type Template = Schemas["TemplateShown"];
export type Question = Schemas["QuestionShown"];
export type Used = Schemas["TemplateUsed"];

/** All templates, in the words of the page's language. */
export function useTemplates() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ["templates", i18n.language],
    queryFn: async ({ signal }) =>
      (await send<Schemas["TemplatesShown"]>("GET", "/templates", { query: { language: i18n.language }, signal })).data,
    staleTime: Infinity,
  });
}
