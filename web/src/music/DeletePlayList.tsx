import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useRemove } from "../api/objects";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";

export function DeletePlayList({ id, name }: { id: number; name: string }) {
  const { t } = useTranslation("music");
  const ask = useConfirm();
  const text = useProblemText();
  const remove = useRemove("music");
  const [, go] = useLocation();

  const confirm = async () => {
    if (!(await ask({ title: t("deleteTitle", { name }), yes: t("common:delete"), danger: true }))) return;
    remove.mutate({ id }, { onSuccess: () => go("/music"), onError: (error) => tell(text(error), "bad") });
  };
  return (
    <Button icon={<Trash2 />} busy={remove.isPending} onClick={() => void confirm()}>
      {t("common:delete")}
    </Button>
  );
}
