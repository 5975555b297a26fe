import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useKnowName, type Named } from "../api/names";
import { useSearch } from "../search/useSearch";
import { useMay } from "../session/session";
import { Combobox, type OptionGroup } from "../ui/Combobox";
import { CreateTarget } from "./CreateTarget";
import { CREATABLE, type Creatable } from "./creatable";
import styles from "./Destination.module.css";
import { DestinationDetails } from "./DestinationDetails";
import {
  ACTIONS,
  HANG_UP,
  ICONS,
  OBJECT_KINDS,
  action,
  dialled,
  leadingTo,
  type Destination,
  type ObjectKind,
  type Plain,
} from "./destination";
import { calledName, useDestinationText } from "./useDestinationText";

interface Common {
  /** Read aloud, where no label stands beside it. */
  label?: string;
  /** Whether callers come from a menu, so that going back there makes sense. */
  fromMenu?: boolean;
  disabled?: boolean;
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** With `byTime` one of three places by the time of day may be chosen as well. */
type PickerProps = Common &
  (
    | { value: Plain | null; onChange: (to: Plain) => void; byTime?: false }
    | { value: Destination | null; onChange: (to: Destination) => void; byTime: true }
  );

/**
 * Where a call goes: a field that searches people, menus and everything else that can be called, offers what a call can
 * do besides, and makes what does not exist yet. What the chosen place needs stands below it.
 */
export function DestinationPicker(props: PickerProps) {
  const { value, onChange, label, byTime = false, fromMenu = true, disabled = false, ...rest } = props;
  const { t } = useTranslation("destinations");
  const change = onChange as (to: Destination) => void;
  const text = useDestinationText(value);
  const [query, setQuery] = useState<string | null>(null);
  const [creating, setCreating] = useState<{ kind: Creatable; name: string } | null>(null);
  const { groups, busy, choose } = useChoices(query, { byTime, fromMenu });
  const Icon = value === null ? null : ICONS[value.kind];

  return (
    <div className={styles.picker}>
      <Combobox
        {...rest}
        aria-label={label ?? t("goesTo")}
        text={text}
        icon={Icon && <Icon aria-hidden />}
        groups={groups}
        busy={busy}
        onQuery={setQuery}
        onChoose={(id) => {
          const chosen = choose(id);
          if ("create" in chosen) setCreating({ kind: chosen.create, name: query?.trim() ?? "" });
          else change(chosen.to);
        }}
        nothing={t("notFound")}
        placeholder={t("find")}
        disabled={disabled}
      />
      {value !== null && <DestinationDetails value={value} onChange={change} disabled={disabled} />}
      {creating && (
        <CreateTarget
          {...creating}
          onClose={() => setCreating(null)}
          onCreated={(id) => {
            setCreating(null);
            change(leadingTo(creating.kind, id));
          }}
        />
      )}
    </div>
  );
}

type Choice = { to: Destination } | { create: Creatable };

interface Offered {
  byTime: boolean;
  fromMenu: boolean;
}

/** What is offered for a query, and what each of it stands for. `query` null: the list was never opened. */
function useChoices(query: string | null, { byTime, fromMenu }: Offered) {
  const { t } = useTranslation("destinations");
  const mayCreate = useMay("editor");
  const know = useKnowName();
  const { hits: found, busy } = useSearch(query ?? "", OBJECT_KINDS, 30, query !== null);
  const hits = found.filter((hit) => hit.where !== "reference");
  const typed = (query ?? "").trim();
  const number = dialled(typed);
  const fits = (name: string) => name.toLocaleLowerCase().includes(typed.toLocaleLowerCase());

  const actions = [...ACTIONS, ...(byTime ? (["by_time"] as const) : [])]
    .filter((kind) => fromMenu || !["repeat", "play_and_return", "disa"].includes(kind))
    .map((kind) => ({ kind, label: t(`kinds.${kind}`) }))
    .filter(({ label }) => fits(label));
  const creatable = mayCreate ? CREATABLE.filter((kind) => typed !== "" || kind === "ivr") : [];

  const groups: OptionGroup[] = [
    { title: t("groups.found"), options: hits.map(optionOf) },
    {
      title: t("groups.numbers"),
      options: number
        ? [
            { id: `out:${number}`, label: t("dialOutside", { number }), icon: icon("external_number") },
            { id: `number:${number}`, label: t("dialWhatever", { number }), icon: icon("number") },
          ]
        : [],
    },
    {
      title: t("groups.actions"),
      options: actions.map(({ kind, label }) => ({ id: `do:${kind}`, label, icon: icon(kind) })),
    },
    {
      title: t("groups.create"),
      options: creatable.map((kind) => ({
        id: `new:${kind}`,
        label: typed ? t("createNamed", { what: t(`create.${kind}`), name: typed }) : t(`create.${kind}`),
        icon: <Plus aria-hidden />,
      })),
    },
  ];

  function optionOf(hit: Named) {
    return {
      id: `${hit.kind}:${hit.id}`,
      label: calledName(hit),
      detail: t(`kinds.${hit.kind}`),
      icon: icon(hit.kind as ObjectKind),
    };
  }

  function choose(id: string): Choice {
    const [what = "", ...rest] = id.split(":");
    const which = rest.join(":");
    if (what === "new") return { create: which as Creatable };
    if (what === "do") return { to: action(which as Parameters<typeof action>[0]) };
    if (what === "number") return { to: { kind: "number", number: which } };
    if (what === "out") return { to: { kind: "external_number", prefix: "", number: which } };
    const hit = hits.find((one) => `${one.kind}:${one.id}` === id);
    if (!hit) return { to: HANG_UP };
    know(hit);
    return { to: leadingTo(hit.kind as ObjectKind, hit.id) };
  }

  return { groups, choose, busy };
}

function icon(kind: Destination["kind"]) {
  const Icon = ICONS[kind];
  return <Icon aria-hidden />;
}
