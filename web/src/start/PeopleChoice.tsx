import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/kinds";
import { useList } from "../api/objects";
import { IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import { SearchField } from "../ui/SearchField";
import styles from "./FirstSteps.module.css";

interface PeopleChoiceProps {
  label: string;
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
}

const SHOWN = 12;

/** Some extensions: those that were chosen, and a search for more. */
export function PeopleChoice({ label, chosen, onChange }: PeopleChoiceProps) {
  const { t } = useTranslation("start");
  const [search, setSearch] = useState("");
  const [names, setNames] = useState<Record<number, string>>({});
  const { data } = useList("extensions", { search, sort: "number", limit: SHOWN });
  const found = data?.pages[0]?.items ?? [];
  const total = data?.pages[0]?.total ?? found.length;
  const nameOf = (id: number) => {
    const there = found.find((one) => one.id === id);
    return names[id] ?? (there ? labelOf(there) : `#${id}`);
  };
  return (
    <div className={styles.rows}>
      {chosen.length > 0 && (
        <ul className={styles.chips} aria-label={label}>
          {chosen.map((id) => (
            <li key={id}>
              {nameOf(id)}
              <IconButton
                label={t("leaveOut", { name: nameOf(id) })}
                icon={<X />}
                onClick={() => onChange(chosen.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      {total > SHOWN || search !== "" ? <SearchField label={t("searchPeople")} onSearch={setSearch} /> : null}
      <div className={styles.people}>
        {found.map((one) => (
          <Field key={one.id} inline label={labelOf(one)}>
            <input
              type="checkbox"
              checked={chosen.includes(one.id)}
              onChange={(event) => {
                setNames({ ...names, [one.id]: labelOf(one) });
                onChange(event.target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id));
              }}
            />
          </Field>
        ))}
      </div>
      {total > found.length && <p className={styles.soft}>{t("more", { count: total - found.length })}</p>}
    </div>
  );
}
