import { Copy, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useRemove } from "../api/objects";
import { isProblem } from "../api/problem";
import { useMay } from "../session/session";
import { IconButton } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";
import { copy } from "./copying";
import { copyOf, type Menu } from "./menu";

/** What is done with a menu as a whole. */
export function MenuActions({ id, menu, etag }: { id: number | null; menu: Menu; etag: string }) {
  const { t } = useTranslation("menus");
  const [, go] = useLocation();
  const remove = useRemove("ivrs");
  const confirm = useConfirm();
  const problem = useProblemText();
  if (!useMay("editor") || id === null) return null;

  const onRemove = async () => {
    if (
      !(await confirm({
        title: t("deleteTitle", { name: menu.name }),
        text: t("deleteText"),
        yes: t("common:delete"),
        danger: true,
      }))
    )
      return;
    remove.mutate(
      { id, etag },
      {
        onSuccess: () => {
          tell(t("common:deleted"));
          go("/menus");
        },
        onError: (error) => tell(isProblem(error, "in-use") ? inUse(error.problem.users) : problem(error), "bad"),
      },
    );
  };
  const inUse = (users: unknown) => {
    const names = ((users ?? []) as { name: string }[]).map((user) => user.name);
    return t("inUse", { names: names.slice(0, 5).join(", ") });
  };

  return (
    <>
      <IconButton
        label={t("copy")}
        icon={<Copy />}
        onClick={() => {
          copy(copyOf(menu, t("copyName", { name: menu.name })));
          go("/menus/new");
        }}
      />
      <IconButton label={t("common:delete")} icon={<Trash2 />} onClick={() => void onRemove()} />
    </>
  );
}
