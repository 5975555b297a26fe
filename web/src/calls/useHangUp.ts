/** To end a call, after asking. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { useConfirm } from "../ui/Confirm";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";

export function useHangUp(): (id: string, caller: string) => Promise<void> {
  const { t } = useTranslation("calls");
  const ask = useConfirm();
  const queries = useQueryClient();
  const problem = useProblemText();
  return async (id, caller) => {
    const wanted = await ask({
      title: t("hangUpAsk", { caller }),
      text: t("hangUpText"),
      yes: t("hangUp"),
      danger: true,
    });
    if (!wanted) return;
    try {
      await send("POST", `/calls/${encodeURIComponent(id)}/hangup`);
      tell(t("hungUp"));
    } catch (error) {
      tell(problem(error), "bad");
    }
    await queries.invalidateQueries({ queryKey: ["live"] });
  };
}
