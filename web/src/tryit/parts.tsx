/** Fields of which the rows of a scenario are made. */
import type { HTMLAttributes } from "react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../ui/Field";
import { LINES, type Answering } from "./scenario";
import { useNumbers } from "./useNumbers";

interface NumberFieldProps {
  label: string;
  hint?: string | undefined;
  kinds: string;
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A number, with what has it and the like offered while it is typed. */
export function NumberField({ label, hint, kinds, value, error, onChange }: NumberFieldProps) {
  const list = useId();
  const found = useNumbers(value, kinds);
  const known = found.find((one) => one.number === value);
  return (
    <>
      <Field label={label} hint={known?.name ?? hint} error={error}>
        <input
          inputMode="tel"
          autoComplete="off"
          list={list}
          maxLength={64}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <datalist id={list}>
        {found.map((one) => (
          <option key={one.number} value={one.number}>
            {one.name}
          </option>
        ))}
      </datalist>
    </>
  );
}

interface ChoiceProps<C extends string> {
  label: string;
  value: C;
  choices: readonly C[];
  /** The texts are `tryit:WORDS.CHOICE`. */
  words: string;
  onChange: (choice: C) => void;
}

/** One of a few words. */
export function Choice<C extends string>({ label, value, choices, words, onChange }: ChoiceProps<C>) {
  const { i18n } = useTranslation("tryit");
  return (
    <Field label={label}>
      <select value={value} onChange={(event) => onChange(event.target.value as C)}>
        {choices.map((one) => (
          <option key={one} value={one}>
            {i18n.t(`tryit:${words}.${one}`)}
          </option>
        ))}
      </select>
    </Field>
  );
}

interface CountProps {
  label: string;
  value: number;
  min?: number;
  max: number;
  onChange: (value: number) => void;
}

/** A whole number. */
export function Count({ label, value, min = 0, max, onChange }: CountProps) {
  return (
    <Field label={label}>
      <input
        type="number"
        min={min}
        max={max}
        value={value}
        onChange={({ target }) => onChange(Math.min(max, Math.max(min, Math.round(target.valueAsNumber) || min)))}
      />
    </Field>
  );
}

interface TextProps {
  label: string;
  value: string;
  mode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  onChange: (value: string) => void;
}

export function Text({ label, value, mode = "text", onChange }: TextProps) {
  return (
    <Field label={label}>
      <input
        inputMode={mode}
        maxLength={64}
        value={value}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

const LONGEST_S = 3600;
/** Of these, it takes no time until the caller knows. */
const AT_ONCE = new Set<string>(["no_answer", "unregistered"]);

/** How whoever is called takes the call: only what matters of it. */
export function AnsweringFields({ line, onChange }: { line: Answering; onChange: (part: Partial<Answering>) => void }) {
  const { t } = useTranslation("tryit");
  return (
    <>
      <Choice
        label={t("behaves")}
        words="line"
        choices={LINES}
        value={line.does}
        onChange={(does) => onChange({ does })}
      />
      {!AT_ONCE.has(line.does) && (
        <Count label={t("afterS")} max={LONGEST_S} value={line.after} onChange={(after) => onChange({ after })} />
      )}
      {line.does === "answers" && (
        <>
          <Count label={t("talksS")} max={LONGEST_S} value={line.talks} onChange={(talks) => onChange({ talks })} />
          <NumberField
            label={t("sendsTo")}
            hint={line.sends === "" ? t("sendsNowhere") : undefined}
            kinds="extension,ivr,queue"
            value={line.sends}
            onChange={(sends) => onChange({ sends })}
          />
          {line.sends !== "" && (
            <Field label={t("consults")} inline>
              <input
                type="checkbox"
                checked={line.asks}
                onChange={(event) => onChange({ asks: event.target.checked })}
              />
            </Field>
          )}
        </>
      )}
    </>
  );
}
