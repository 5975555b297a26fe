import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/kinds";
import { useList, useObject } from "../api/objects";
import { IconButton } from "../ui/Button";
import fields from "../ui/Field.module.css";
import styles from "./Access.module.css";

interface ExtensionFieldProps {
  value: number | null;
  onChange: (id: number | null) => void;
  error?: ReactNode;
}

/** Which extension is the user's own: found by name or number. */
export function ExtensionField({ value, onChange, error }: ExtensionFieldProps) {
  const { t } = useTranslation("access");
  const [text, setText] = useState<string | null>(null);
  const { data: own } = useObject("extensions", value);
  const { data: found } = useList("extensions", { search: text ?? "", limit: 20, sort: "name" });
  const items = found?.pages.flatMap((page) => page.items) ?? [];

  return (
    <ComboBox
      className={fields.field ?? ""}
      items={items}
      inputValue={text ?? (own ? labelOf(own.document) : "")}
      onInputChange={setText}
      value={value}
      onChange={(key) => {
        onChange(key === null ? null : Number(key));
        setText(null);
      }}
      isInvalid={Boolean(error)}
      menuTrigger="focus"
      allowsEmptyCollection
    >
      <Label className={fields.label ?? ""}>{t("extension")}</Label>
      <div className={styles.picker}>
        <Input onBlur={() => setText(null)} placeholder={t("noExtension")} />
        {value !== null && <IconButton label={t("clearExtension")} icon={<X />} onClick={() => onChange(null)} />}
      </div>
      <span className={fields.hint}>{t("extensionHint")}</span>
      <FieldError className={fields.error ?? ""}>{error}</FieldError>
      <Popover className={styles.found ?? ""}>
        <ListBox renderEmptyState={() => t("nothingFound")}>
          {(item: (typeof items)[number]) => <ListBoxItem textValue={labelOf(item)}>{labelOf(item)}</ListBoxItem>}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
