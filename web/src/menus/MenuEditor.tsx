import { Redo2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useSave } from "../api/objects";
import { useFindingsOf } from "../checks/useFindings";
import { useEdited } from "../forms/useEdited";
import { useUnsaved } from "../forms/useUnsaved";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button, IconButton } from "../ui/Button";
import { Page } from "../ui/Page";
import { tell } from "../ui/toasts";
import { Advanced } from "./Advanced";
import { Basics } from "./Basics";
import { Dialling } from "./Dialling";
import { Editing } from "./editing";
import { Keys } from "./Keys";
import { MenuActions } from "./MenuActions";
import styles from "./MenuEditor.module.css";
import { Past } from "./Past";
import { Retries } from "./Retries";
import { Unplaced } from "./Unplaced";
import { UsedBy } from "./UsedBy";
import { menuOf, wrongKeys, type Menu } from "./menu";
import { useShortcuts } from "./useShortcuts";

interface EditorProps {
  id: number | null;
  /** What the server has now. */
  stored: Menu;
  etag: string;
  /** Why it cannot be read any more: somebody has deleted it. */
  gone: Error | null;
}

/** The whole of a menu: greeting, keys, what happens without one, and everything else. */
export function MenuEditor({ id, stored, etag, gone }: EditorProps) {
  const { t } = useTranslation("menus");
  const [, go] = useLocation();
  const edited = useEdited(`ivrs/${id ?? "new"}`, stored, etag);
  const { value: menu, basis } = edited;
  const dirty = edited.dirty || (id === null && menu.name !== "");
  const save = useSave("ivrs");
  const mayEdit = useMay("editor");
  useUnsaved(edited.dirty);

  const isWrong = menu.options.some((_, place) => wrongKeys(menu, place) !== null);
  const isComplete = !isWrong && menu.name !== "" && menu.number !== "";
  const findings = useFindingsOf("ivr", id, menu, isComplete);

  const store = (to: number | null) =>
    save.mutate(
      { id: to, document: menu, etag: basis.etag, base: basis.document },
      {
        onSuccess: ({ data, etag: fresh, warnings }) => {
          if (to === null) edited.begin(menuOf(data), fresh);
          else edited.saved(menu, menuOf(data), fresh);
          tell(warnings[0] ?? t("common:saved"), warnings.length > 0 ? "plain" : "good");
          if (to === null) setTimeout(() => go(`/menus/${(data as { id: number }).id}`, { replace: true }), 0);
        },
      },
    );
  const canSave = mayEdit && dirty && isComplete;
  const onSave = () => {
    if (canSave && !save.isPending) store(id);
  };
  useShortcuts({ save: onSave, undo: edited.undo, redo: edited.redo });

  const editing = {
    id,
    menu,
    error: save.error ?? gone,
    busy: save.isPending,
    findings,
    readOnly: !mayEdit,
    change: edited.change,
    createAgain: () => store(null),
  };

  return (
    <Editing value={editing}>
      <Page
        title={menu.name || t(id === null ? "new" : "menu")}
        aside={
          <>
            {menu.number && <span className={styles.number}>{menu.number}</span>}
            {edited.dirty && <Badge tone="accent">{t("unsaved")}</Badge>}
          </>
        }
        actions={
          <>
            {mayEdit && (
              <>
                <IconButton
                  label={t("common:undo")}
                  icon={<Undo2 />}
                  disabled={!edited.undo}
                  onClick={edited.undo ?? undefined}
                />
                <IconButton
                  label={t("common:redo")}
                  icon={<Redo2 />}
                  disabled={!edited.redo}
                  onClick={edited.redo ?? undefined}
                />
              </>
            )}
            <MenuActions id={id} menu={menu} etag={basis.etag} onDeleted={() => edited.begin(menu)} />
            {mayEdit && (
              <Button variant="primary" busy={save.isPending} disabled={!canSave} onClick={onSave}>
                {t("common:save")}
              </Button>
            )}
          </>
        }
      >
        {edited.outdated && (
          <div className={styles.outdated} role="status">
            {t("common:outdated")}
          </div>
        )}
        <Unplaced />
        <Basics />
        <Keys />
        <Retries />
        <Dialling />
        <Advanced />
        {id !== null && <UsedBy id={id} />}
        {id !== null && <Past id={id} />}
      </Page>
    </Editing>
  );
}
