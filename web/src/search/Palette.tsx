import { CornerDownLeft, Plus, Search } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ICONS, type DestinationKind } from "../destinations/destination";
import { SCREENS } from "../shell/features";
import { hasRole, useMe } from "../session/session";
import { Button } from "../ui/Button";
import { OptionRow } from "../ui/OptionRow";
import { placeOf, stepped } from "../ui/rows";
import { linkTo } from "../shell/linkTo";
import styles from "./Palette.module.css";
import { useSearch, type Hit } from "./useSearch";

/** The button of the search, and its keys: Ctrl+K. */
export default function Palette() {
  const { t } = useTranslation("search");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <Button className={styles.open} icon={<Search />} aria-keyshortcuts="Control+K" onClick={() => setOpen(true)}>
        <span className={styles.openText}>{t("search")}</span>
        <kbd aria-hidden>{t("shortcut")}</kbd>
      </Button>
      {open && <PaletteDialog onClose={() => setOpen(false)} />}
    </>
  );
}

interface Entry {
  id: string;
  icon: ReactNode;
  label: string;
  detail: string;
  to: string;
}

function PaletteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("search");
  const [, go] = useLocation();
  const list = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState("");
  const [active, setActive] = useState<string | null>(null);
  const { entries, total, busy } = useEntries(query);
  const at = placeOf(active, entries);
  const pressed = useRef(false);

  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);

  const choose = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    go(entry.to);
  };
  // Whoever types and presses Enter means what will be found, not what is shown until then.
  useEffect(() => {
    if (busy || !pressed.current) return;
    pressed.current = false;
    choose(entries[at]);
  });
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(stepped(entries, at, step));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (busy) pressed.current = true;
      else choose(entries[at]);
    }
  };

  return (
    // A click beside it closes it, as Escape does.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t("search")}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <input
        // eslint-disable-next-line jsx-a11y/no-autofocus -- it was opened to type here
        autoFocus
        type="search"
        role="combobox"
        aria-label={t("search")}
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={entries[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        placeholder={t("placeholder")}
        className={styles.field}
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setActive(null);
        }}
        onKeyDown={onKey}
      />
      <div id={list} role="listbox" aria-label={t("results")} aria-busy={busy} className={styles.list}>
        {entries.map((entry, place) => (
          <OptionRow
            key={entry.id}
            id={`${list}-${place}`}
            active={place === at}
            className={styles.entry}
            onPoint={() => setActive(entry.id)}
            onChoose={() => choose(entry)}
          >
            {entry.icon}
            <span className={styles.label}>{entry.label}</span>
            <span className={styles.detail}>{entry.detail}</span>
            {place === at && <CornerDownLeft className={styles.enter} aria-hidden />}
          </OptionRow>
        ))}
      </div>
      {entries.length === 0 && !busy && <p className={styles.note}>{t("nothing")}</p>}
      {total > entries.length && <p className={styles.note}>{t("more", { count: total })}</p>}
    </dialog>
  );
}

const SHOWN = 40;

/** What is offered: things to do, screens, and objects. Without a query: screens. */
function useEntries(query: string): { entries: Entry[]; total: number; busy: boolean } {
  const { t } = useTranslation("search");
  const me = useMe();
  const typed = query.trim();
  const { hits: found, total, busy } = useSearch(query, [], SHOWN, typed !== "");
  const fits = (text: string) => text.toLocaleLowerCase().includes(typed.toLocaleLowerCase());

  const screens = SCREENS.flatMap(({ nav, role }): Entry[] => {
    if (!nav || !hasRole(me, role ?? "viewer") || !fits(t(nav.title))) return [];
    const Icon = nav.icon;
    return [{ id: nav.to, icon: <Icon aria-hidden />, label: t(nav.title), detail: t("screen"), to: nav.to }];
  });
  const canTry = SCREENS.some(({ nav }) => nav?.to === "/try");
  const actions: Entry[] = [];
  if (hasRole(me, "editor") && fits(t("menus:new"))) {
    actions.push({
      id: "new",
      icon: <Plus aria-hidden />,
      label: t("menus:new"),
      detail: t("action"),
      to: "/menus/new",
    });
  }
  if (canTry && /^\+?[0-9*#]{2,}$/.test(typed)) {
    const label = t("simulate", { number: typed });
    actions.push({
      id: "try",
      icon: <Search aria-hidden />,
      label,
      detail: t("action"),
      to: `/try?dialled=${encodeURIComponent(typed)}`,
    });
  }
  if (typed === "") return { entries: [...actions, ...screens], total: 0, busy: false };
  const hits = found.map((hit) => entryOf(hit));
  return { entries: [...hits, ...actions, ...screens], total, busy };

  function entryOf(hit: Hit): Entry {
    const Icon = ICONS[hit.kind as DestinationKind] as (typeof ICONS)["ivr"] | undefined;
    const label = hit.number ? `${hit.name} (${hit.number})` : hit.name;
    return {
      id: `${hit.kind}${hit.id}`,
      icon: Icon ? <Icon aria-hidden /> : <Search aria-hidden />,
      label,
      detail: [t(`menus:objectKinds.${hit.kind}`), where(hit)].filter(Boolean).join(" · "),
      to: linkTo(hit.kind, hit.id),
    };
  }

  function where(hit: Hit): string {
    if (hit.where === "name" || (hit.where === "number" && hit.text === hit.number)) return "";
    if (hit.where === "reference") return t("leadsTo", { name: hit.target?.name ?? "" });
    return t(`where.${hit.where}`, { text: hit.text });
  }
}
