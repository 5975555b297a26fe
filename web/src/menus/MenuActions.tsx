import { Copy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { DeleteButton } from "../objects/DeleteButton";
import { useMay } from "../session/session";
import { IconButton } from "../ui/Button";
import { copy } from "./copying";
import { copyOf, type Menu } from "./menu";

interface ActionsProps {
  id: number | null;
  menu: Menu;
  etag: string;
  onDeleted: () => void;
}

/** What is done with a menu as a whole. */
export function MenuActions({ id, menu, etag, onDeleted }: ActionsProps) {
  const { t } = useTranslation("menus");
  const [, go] = useLocation();
  if (!useMay("editor") || id === null) return null;
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
      <DeleteButton kind="ivr" id={id} etag={etag} name={menu.name} onDeleted={onDeleted} />
    </>
  );
}
