import { useTranslation } from "react-i18next";
import { ProblemError, Unreachable, type Reason } from "../api/problem";

/** An error in the language of the page: by its code where we have words for it, else as the server says it. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation("problems");
  return (error) => {
    if (error instanceof Unreachable) return t("unreachable");
    if (!(error instanceof ProblemError)) return error instanceof Error ? error.message : String(error);
    const { code, detail, incident } = error.problem;
    const key = `code.${code}`;
    if (!i18n.exists(`problems:${key}`)) return detail || t("code.no-answer");
    return i18n.t(`problems:${key}`, { incident: incident ?? "" });
  };
}

/** One reason of a refusal, at its field. */
export function useReasonText(): (reason: Told) => string {
  const { i18n } = useTranslation("problems");
  return ({ code, detail, values }) => {
    const key = `problems:reason.${code}`;
    const told = { ...values, count: Number(values?.["min"] ?? values?.["max"] ?? 0) };
    return i18n.exists(key, told) ? i18n.t(key, told) : detail;
  };
}

type Told = Pick<Reason, "code" | "detail"> & Partial<Pick<Reason, "values">>;
