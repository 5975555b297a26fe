import { Redo2, Undo2 } from "lucide-react";
import { useEffect } from "react";
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
import { menuOf, wrongKeys, type Edit, type Menu } from "./menu";
import { useShortcuts } from "./useShortcuts";

interface EditorProps {
  id: number | null;
  /** Under which what is not saved is kept. */
  slot: string;
  /** What the server has now. */
  stored: Menu;
  etag: string;
}

/** The whole of a menu: greeting, keys, what happens without one, and everything else. */
export function MenuEditor({ id, slot, stored, etag }: EditorProps) {
  const { t } = useTranslation("menus");
  const [, go] = useLocation();
  const edited = useEdited<Edit>(slot, { menu: stored, base: stored, etag });
  const { menu, base } = edited.value;
  const dirty = edited.dirty || (id === null && menu.name !== "");
  const save = useSave("ivrs");
  const mayEdit = useMay("editor");
  useUnsaved(edited.dirty && !save.isPending);
  useFollowing(edited, stored, etag);

  const isOutdated = edited.dirty && etag !== "" && edited.value.etag !== etag;
  const isWrong = menu.options.some((_, place) => wrongKeys(menu, place) !== null);
  const isComplete = !isWrong && menu.name !== "" && menu.number !== "";
  const findings = useFindingsOf("ivr", id, menu, isComplete);

  const store = (wanted: Edit) =>
    save.mutate(
      { id, document: wanted.menu, etag: wanted.etag, base: wanted.base },
      {
        onSuccess: ({ data, etag: fresh, warnings }) => {
          const kept = menuOf(data);
          edited.begin({ menu: kept, base: kept, etag: fresh });
          tell(warnings[0] ?? t("common:saved"), warnings.length > 0 ? "plain" : "good");
          if (id === null) setTimeout(() => go(`/menus/${(data as { id: number }).id}`, { replace: true }), 0);
        },
      },
    );
  const canSave = mayEdit && dirty && isComplete;
  const onSave = () => {
    if (canSave && !save.isPending) store(edited.value);
  };
  useShortcuts({ save: onSave, undo: edited.undo, redo: edited.redo });

  const editing = {
    id,
    menu,
    error: save.error,
    findings,
    readOnly: !mayEdit,
    change: (next: Menu, group?: string) => edited.change({ menu: next, base, etag: edited.value.etag }, group),
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
            <MenuActions id={id} menu={menu} etag={edited.value.etag} />
            {mayEdit && (
              <Button variant="primary" busy={save.isPending} disabled={!canSave} onClick={onSave}>
                {t("common:save")}
              </Button>
            )}
          </>
        }
      >
        {isOutdated && (
          <div className={styles.outdated} role="status">
            {t("outdated")}
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

/** As long as nothing is edited, what is shown follows what the server has. */
function useFollowing({ dirty, value, begin }: ReturnType<typeof useEdited<Edit>>, stored: Menu, etag: string): void {
  const known = value.etag;
  useEffect(() => {
    if (!dirty && known !== etag) begin({ menu: stored, base: stored, etag });
  }, [dirty, known, etag, stored, begin]);
}
