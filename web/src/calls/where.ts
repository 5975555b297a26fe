/** Callers and their places in words. */
import { useTranslation } from "react-i18next";
import type { Call, Where } from "./useLive";

export function useCallWords() {
  const { t } = useTranslation("calls");
  return {
    /** "Ann Lee (1000)" */
    caller: ({ caller, caller_name: name }: Pick<Call, "caller" | "caller_name">): string =>
      name && caller ? `${name} (${caller})` : caller || name || t("withheld"),
    /** "waits in Sales (6400)" */
    where: (where: Where | null): string => {
      if (where === null) return "";
      const place = [where.name, where.number && where.name ? `(${where.number})` : where.number]
        .filter(Boolean)
        .join(" ");
      const kind = where.kind ? t(`kind.${where.kind}` as never, { defaultValue: "" }) : "";
      if (where.doing === "going" && !where.kind) return t("doing.going");
      const doing = where.doing === "going" ? "going_to" : where.doing;
      const words = t(`doing.${doing}` as never, { place: place || kind });
      return where.held ? `${words} (${t("onHold")})` : words;
    },
  };
}
