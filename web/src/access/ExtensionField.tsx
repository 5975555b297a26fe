import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/kinds";
import { useList, useObject } from "../api/objects";
import { IconButton } from "../ui/Button";
import { Combobox } from "../ui/Combobox";
import { Field } from "../ui/Field";
import styles from "./Access.module.css";

interface ExtensionFieldProps {
  value: number | null;
  onChange: (id: number | null) => void;
  error?: ReactNode;
}

/** Which extension is the user's own: found by name or number. */
export function ExtensionField({ value, onChange, error }: ExtensionFieldProps) {
  const { t } = useTranslation("access");
  const [search, setSearch] = useState("");
  const { data: own } = useObject("extensions", value);
  const { data: found, isFetching } = useList("extensions", { search, limit: 20, sort: "name" });
  const options = (found?.pages[0]?.items ?? []).map((one) => ({ id: String(one.id), label: labelOf(one) }));

  return (
    <div className={styles.picker}>
      <Field label={t("extension")} hint={t("extensionHint")} error={error}>
        <Combobox
          text={own ? labelOf(own.document) : ""}
          placeholder={t("noExtension")}
          nothing={t("nothingFound")}
          busy={isFetching}
          groups={[{ title: t("extensions"), options }]}
          onQuery={setSearch}
          onChoose={(id) => onChange(Number(id))}
        />
      </Field>
      {value !== null && <IconButton label={t("clearExtension")} icon={<X />} onClick={() => onChange(null)} />}
    </div>
  );
}
