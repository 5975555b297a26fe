/** Asks before somebody leaves a form that is not saved: by the page's links, and by closing the window. */
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConfirm } from "../ui/Confirm";
import { guardNavigation } from "../shell/location";

export function useUnsaved(dirty: boolean): void {
  const { t } = useTranslation();
  const ask = useConfirm();
  useEffect(() => {
    if (!dirty) return;
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", stay);
    const release = guardNavigation(() =>
      ask({ title: t("unsavedTitle"), text: t("unsaved"), yes: t("leave"), danger: true }),
    );
    return () => {
      removeEventListener("beforeunload", stay);
      release();
    };
  }, [dirty, ask, t]);
}
