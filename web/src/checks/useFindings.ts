/** What is wrong with the configuration, or odd about it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { send } from "../api/http";
import { useDraft } from "../api/scope";

export type Finding = Schemas["FindingShown"];
export type Findings = Schemas["Findings"];

/** Of all objects, in force or in the draft in which somebody works, or of those of one kind. */
export function useFindings(kind?: "ivr") {
  const draft = useDraft();
  return useQuery({
    queryKey: ["derived", draft, "checks", kind ?? ""],
    queryFn: ({ signal }) => got(api.GET("/checks", { params: { query: { ...(kind && { kind }), draft } }, signal })),
    staleTime: 10_000,
  });
}

/** Of one object as it is being edited; `id` null: it is new. Nothing is asked while it is not `complete`. */
export function useFindingsOf(kind: string, id: number | null, document: unknown, complete: boolean): Finding[] {
  const draft = useDraft();
  const edited = useDeferredValue(JSON.stringify(document));
  const { data } = useQuery({
    queryKey: ["derived", "checks", draft, kind, id, edited],
    queryFn: async ({ signal }) => {
      const body = { kind, document: JSON.parse(edited) as unknown, ...(id !== null && { id }), draft };
      return (await send<Findings>("POST", "/checks", { body, signal })).data;
    },
    enabled: complete,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  return data?.items ?? [];
}

/** Those at a place or below it; pointers begin with `/`. */
export function findingsAt(findings: readonly Finding[], pointer: string): Finding[] {
  return findings.filter((finding) => {
    const at = finding.pointer.replace(/^#/, "");
    return at === pointer || at.startsWith(`${pointer}/`);
  });
}

/** A finding in the language of the page. */
export function useFindingText(): (finding: Finding) => string {
  const { t } = useTranslation("checks");
  return (finding) => t(`codes.${finding.code}`, { ...finding.values, defaultValue: finding.text });
}
