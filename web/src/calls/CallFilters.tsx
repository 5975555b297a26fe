import { X } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/kinds";
import { useAll } from "../api/objects";
import { useFormat } from "../i18n/format";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import styles from "./CallFilters.module.css";
import { SearchText } from "./SearchText";
import { addressOf, filtersOf, OUTCOMES, PERIODS, type Filters, type Period } from "./filters";

interface CallFiltersProps {
  filters: Filters;
  onChange: (changed: Partial<Filters>) => void;
}

/** What calls are looked for by, in one line that folds on a narrow page. */
export function CallFilters({ filters, onChange }: CallFiltersProps) {
  const { t } = useTranslation("calls");
  const { data: menus } = useAll("ivrs");
  const onCaller = useCallback((caller: string) => onChange({ caller }), [onChange]);
  const onDialled = useCallback((dialled: string) => onChange({ dialled }), [onChange]);
  const filtered = addressOf(filters).size > 0;

  return (
    <form className={styles.filters} aria-label={t("filters")} onSubmit={(event) => event.preventDefault()}>
      <SearchText label={t("filterCaller")} value={filters.caller} onChange={onCaller} />
      <SearchText label={t("filterDialled")} value={filters.dialled} onChange={onDialled} />
      <select
        aria-label={t("filterTime")}
        value={filters.period}
        onChange={(event) => onChange({ period: event.target.value as Period, since: "", until: "" })}
      >
        {PERIODS.map((period) => (
          <option key={period} value={period}>
            {t(period || "anyTime")}
          </option>
        ))}
      </select>
      <select
        aria-label={t("filterOutcome")}
        value={filters.outcome}
        onChange={(event) => onChange({ outcome: event.target.value })}
      >
        <option value="">{t("anyOutcome")}</option>
        {OUTCOMES.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`outcome.${outcome}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t("filterMenu")}
        value={filters.menu}
        onChange={(event) => onChange({ menu: event.target.value })}
      >
        <option value="">{t("anyMenu")}</option>
        {(menus ?? []).map((menu) => (
          <option key={menu.id} value={menu.id}>
            {labelOf(menu)}
          </option>
        ))}
      </select>
      <Field label={t("filterRecorded")} inline>
        <input
          type="checkbox"
          checked={filters.recorded}
          onChange={(event) => onChange({ recorded: event.target.checked })}
        />
      </Field>
      <Field label={t("filterTest")} inline>
        <input type="checkbox" checked={filters.test} onChange={(event) => onChange({ test: event.target.checked })} />
      </Field>
      <Chosen filters={filters} onChange={onChange} />
      {filtered && (
        <Button variant="quiet" icon={<X />} onClick={() => onChange(filtersOf(new URLSearchParams()))}>
          {t("clear")}
        </Button>
      )}
    </form>
  );
}

/** What a link chose and no field shows: a span of time. */
function Chosen({ filters }: CallFiltersProps) {
  const format = useFormat();
  if (!filters.since && !filters.until) return null;
  const [since, until] = [filters.since, filters.until].map((at) => (at ? format.dateTime(at) : ""));
  return <span>{`${since ?? ""} – ${until ?? ""}`}</span>;
}
