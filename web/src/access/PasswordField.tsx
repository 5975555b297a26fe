import { Dices } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { Field } from "../ui/Field";
import styles from "./Access.module.css";

const ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

interface PasswordFieldProps {
  value: string;
  onChange: (password: string) => void;
  error?: ReactNode;
}

/** A first password for somebody, to be told to them: so it is shown. */
export function PasswordField({ value, onChange, error }: PasswordFieldProps) {
  const { t } = useTranslation("access");
  return (
    <>
      <Field label={t("firstPassword")} hint={t("firstPasswordHint")} error={error}>
        <input
          autoComplete="off"
          spellCheck={false}
          required
          minLength={8}
          maxLength={128}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <div className={styles.badges}>
        <Button icon={<Dices />} onClick={() => onChange(madeUp())}>
          {t("makeUp")}
        </Button>
        {value && <CopyButton text={value} />}
      </div>
    </>
  );
}

/** Four groups of four, 93 bits. */
function madeUp(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint32Array(16)), (one) => ALPHABET[one % ALPHABET.length]);
  return letters.join("").replace(/.{4}(?=.)/g, "$&-");
}
