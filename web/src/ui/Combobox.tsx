import { ChevronDown } from "lucide-react";
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import styles from "./Combobox.module.css";
import { OptionRow } from "./OptionRow";
import { placeOf, stepped } from "./rows";

export interface Option {
  id: string;
  label: string;
  /** Beside the label, softer: what kind of thing it is. */
  detail?: string;
  icon?: ReactNode;
}

export interface OptionGroup {
  title: string;
  options: readonly Option[];
}

interface ComboboxProps {
  /** What is chosen, in words. */
  text: string;
  /** In front of the text. */
  icon?: ReactNode;
  groups: readonly OptionGroup[];
  /** What was typed; "" when the list opens. */
  onQuery: (query: string) => void;
  onChoose: (id: string) => void;
  /** Said when nothing was found. */
  nothing: string;
  busy?: boolean;
  placeholder?: string;
  disabled?: boolean;
  id?: string | undefined;
  "aria-label"?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

/**
 * A field that searches while one types, by the pattern of ARIA. Its list is in the top layer, above dialogs as well.
 *
 * It is our own because the one of react-aria puts a style element into the page, which the policy of the page forbids.
 */
export function Combobox({ text, icon, groups, onQuery, onChoose, nothing, busy, disabled, ...rest }: ComboboxProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const open = typed !== null;
  const options = groups.flatMap((group) => group.options);
  const at = placeOf(active, options);
  const pressed = useRef(false);

  const show = () => {
    if (open || disabled) return;
    setTyped("");
    setActive(null);
    onQuery("");
  };
  const close = () => setTyped(null);
  const choose = (option: Option | undefined) => {
    if (!option) return;
    close();
    onChoose(option.id);
  };
  // Whoever types and presses Enter means what will be found, not what is shown until then, and may go on meanwhile.
  useEffect(() => {
    if (busy || !pressed.current) return;
    pressed.current = false;
    queueMicrotask(() => choose(options[at]));
  });

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (open) setActive(stepped(options, at, step));
      else show();
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      if (busy) pressed.current = true;
      else choose(options[at]);
    } else if (event.key === "Escape" && open) {
      // A dialog around it must not close as well.
      event.preventDefault();
      event.stopPropagation();
      pressed.current = false;
      close();
    } else if (event.key === "Tab") close();
  };

  return (
    <div className={styles.combobox}>
      {icon && !open && <span className={styles.icon}>{icon}</span>}
      <input
        {...rest}
        ref={input}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && options[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        disabled={disabled}
        className={icon && !open ? styles.withIcon : undefined}
        value={typed ?? text}
        placeholder={open ? text || rest.placeholder : rest.placeholder}
        onClick={show}
        onFocus={({ target }) => target.select()}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(null);
          onQuery(event.target.value);
        }}
        onKeyDown={onKey}
        onBlur={close}
      />
      <ChevronDown className={styles.arrow} aria-hidden />
      {open && (
        <Popup anchor={input} id={list} label={rest["aria-label"] ?? ""} busy={busy ?? false}>
          <Groups groups={groups} list={list} at={at} onPoint={setActive} onChoose={choose} />
          {options.length === 0 && !busy && <div className={styles.nothing}>{nothing}</div>}
        </Popup>
      )}
    </div>
  );
}

interface GroupsProps {
  groups: readonly OptionGroup[];
  list: string;
  at: number;
  onPoint: (id: string) => void;
  onChoose: (option: Option) => void;
}

function Groups({ groups, list, at, onPoint, onChoose }: GroupsProps) {
  const firsts = groups.map((_, place) => groups.slice(0, place).reduce((sum, one) => sum + one.options.length, 0));
  return groups
    .map((group, place) => ({ ...group, first: firsts[place] ?? 0 }))
    .filter((group) => group.options.length > 0)
    .map((group) => (
      <div key={group.title} role="group" aria-label={group.title}>
        <div className={styles.title} aria-hidden>
          {group.title}
        </div>
        {group.options.map((option, offset) => (
          <OptionRow
            key={option.id}
            id={`${list}-${group.first + offset}`}
            active={group.first + offset === at}
            className={styles.option}
            onPoint={() => onPoint(option.id)}
            onChoose={() => onChoose(option)}
          >
            {option.icon}
            <span className={styles.label}>{option.label}</span>
            {option.detail && <span className={styles.detail}>{option.detail}</span>}
          </OptionRow>
        ))}
      </div>
    ));
}

interface PopupProps {
  anchor: React.RefObject<HTMLElement | null>;
  id: string;
  label: string;
  busy: boolean;
  children: ReactNode;
}

/** The list, below its field, or above it where there is more room. */
function Popup({ anchor, id, label, busy, children }: PopupProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const popup = box.current;
    const place = () => {
      const field = anchor.current?.getBoundingClientRect();
      if (!popup || !field) return;
      const below = innerHeight - field.bottom;
      const up = below < 220 && field.top > below;
      popup.style.left = `${field.left}px`;
      popup.style.width = `${Math.max(field.width, Math.min(320, innerWidth - field.left - 8))}px`;
      popup.style.maxHeight = `${Math.min(384, (up ? field.top : below) - 12)}px`;
      popup.style.top = up ? "auto" : `${field.bottom + 4}px`;
      popup.style.bottom = up ? `${innerHeight - field.top + 4}px` : "auto";
    };
    popup?.showPopover();
    place();
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
    return () => {
      removeEventListener("scroll", place, true);
      removeEventListener("resize", place);
    };
  }, [anchor]);
  return (
    <div ref={box} popover="manual" id={id} role="listbox" aria-label={label} aria-busy={busy} className={styles.popup}>
      {children}
    </div>
  );
}
