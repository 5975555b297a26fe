import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { Field } from "../ui/Field";
import styles from "./Access.module.css";

type Rights = Schemas["UserShown"]["rights"];
const RIGHTS = ["messages", "recordings"] as const;

/** What no role includes. */
export function RightsField({ value, onChange }: { value: Rights; onChange: (rights: Rights) => void }) {
  const { t, i18n } = useTranslation("access");
  return (
    <fieldset className={styles.choices}>
      <legend>{t("rights")}</legend>
      {RIGHTS.map((right) => (
        <Field key={right} label={i18n.t(`access:rightWhat.${right}`)} inline>
          <input
            type="checkbox"
            checked={value.includes(right)}
            onChange={(event) =>
              onChange(event.target.checked ? [...value, right] : value.filter((other) => other !== right))
            }
          />
        </Field>
      ))}
    </fieldset>
  );
}
