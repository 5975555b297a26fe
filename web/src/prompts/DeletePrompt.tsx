import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useRemove } from "../api/objects";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";
import type { Prompt } from "./prompt";

export function DeletePrompt({ prompt }: { prompt: Prompt }) {
  const { t } = useTranslation("prompts");
  const ask = useConfirm();
  const text = useProblemText();
  const remove = useRemove("prompts");
  const [, go] = useLocation();

  const confirm = async () => {
    const question = { title: t("deleteTitle", { name: prompt.name }), yes: t("common:delete"), danger: true };
    if (!(await ask(question))) return;
    remove.mutate({ id: prompt.id }, { onSuccess: () => go("/prompts"), onError: (error) => tell(text(error), "bad") });
  };
  return (
    <Button icon={<Trash2 />} busy={remove.isPending} onClick={() => void confirm()}>
      {t("common:delete")}
    </Button>
  );
}
