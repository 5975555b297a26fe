import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { scoped, useDraft } from "../api/scope";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import { countriesOf } from "./countries";
import { useOffice } from "./useOffice";
import styles from "./Holidays.module.css";

type Imported = Schemas["HolidaysImported"];

/** Makes the public holidays of a country for a year and the next. */
export function ImportDialog({ open, year, onClose }: { open: boolean; year: number; onClose: () => void }) {
  const { t } = useTranslation("hours");
  return (
    <Dialog open={open} title={t("importHolidays")} onClose={onClose}>
      <ImportForm year={year} onClose={onClose} />
    </Dialog>
  );
}

function ImportForm({ year, onClose }: { year: number; onClose: () => void }) {
  const { t, i18n } = useTranslation("hours");
  const reasonText = useReasonText();
  const queries = useQueryClient();
  const draft = useDraft();
  const { office } = useOffice();
  const countries = useMemo(() => countriesOf(i18n.language), [i18n.language]);
  const [chosen, setChosen] = useState<string | null>(null);
  const country = chosen ?? (office?.country || homeOf(navigator.language));
  const [part, setPart] = useState("");
  const [years, setYears] = useState(2);

  const imports = useMutation({
    mutationFn: () =>
      send<Imported>("POST", scoped("/holidays/import", draft), {
        body: { country, subdivision: part, years: Array.from({ length: years }, (_, index) => year + index) },
      }),
    onSuccess: async ({ data }) => {
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[2] === "holidays" || queryKey[0] === "derived",
      });
      tell(t("imported", { count: data.created.length, skipped: data.skipped }));
      onClose();
    },
  });
  const [wrongCountry] = reasonsAt(imports.error, "/country");
  const [wrongPart] = reasonsAt(imports.error, "/subdivision");

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        imports.mutate();
      }}
    >
      <p>{t("importText")}</p>
      <Field label={t("country")} error={wrongCountry && reasonText(wrongCountry)}>
        <select required value={country} onChange={(event) => setChosen(event.target.value)}>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("part")} hint={t("partHint")} error={wrongPart?.detail}>
        <input value={part} onChange={(event) => setPart(event.target.value.trim().toUpperCase())} />
      </Field>
      <Field label={t("years")}>
        <select value={years} onChange={(event) => setYears(Number(event.target.value))}>
          {[1, 2, 3, 5].map((count) => (
            <option key={count} value={count}>
              {count === 1 ? year : `${year}–${year + count - 1}`}
            </option>
          ))}
        </select>
      </Field>
      {imports.error && !wrongCountry && !wrongPart && <ProblemNote error={imports.error} />}
      <div className={styles.buttons}>
        <Button onClick={onClose}>{t("common:cancel")}</Button>
        <Button type="submit" variant="primary" busy={imports.isPending}>
          {t("importHolidays")}
        </Button>
      </div>
    </form>
  );
}

/** The country of a locale, such as `de-AT`; Germany's and others' languages stand for them where none is said. */
function homeOf(locale: string): string {
  return new Intl.Locale(locale).maximize().region ?? "US";
}
