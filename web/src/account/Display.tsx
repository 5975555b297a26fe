import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES, chooseLanguage, chosenLanguage } from "../i18n";
import { chooseTheme, chosenTheme, type Theme } from "../shell/theme";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import styles from "./Account.module.css";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];

/** Language and colours of the page, in this browser. */
export function Display() {
  const { t, i18n } = useTranslation("account");
  const [language, setLanguage] = useState(chosenLanguage);
  const [theme, setTheme] = useState(chosenTheme);
  return (
    <Card title={t("display")}>
      <p className={styles.soft}>{t("displayWhat")}</p>
      <Field label={t("language")}>
        <select
          value={language}
          onChange={(event) => {
            setLanguage(event.target.value);
            void chooseLanguage(event.target.value);
          }}
        >
          <option value="">{t("languageOfBrowser")}</option>
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {new Intl.DisplayNames(one, { type: "language" }).of(one)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("theme")}>
        <select
          value={theme}
          onChange={(event) => {
            const chosen = event.target.value as Theme;
            setTheme(chosen);
            chooseTheme(chosen);
          }}
        >
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {i18n.t(`account:themes.${one}`)}
            </option>
          ))}
        </select>
      </Field>
    </Card>
  );
}
