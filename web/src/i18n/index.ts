/**
 * Texts: one file a feature in the folder of each language (BCP 47). A language is a folder with an `index.ts` as the others have; nothing else names it.
 *
 * The texts of a language are one file of the built page, loaded when it is first shown. Texts of another feature are
 * `feature:key`.
 */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

type Texts = Record<string, unknown>;

const files = import.meta.glob<Record<string, Texts>>("./*/index.ts", { import: "default" });

export const LANGUAGES = Object.keys(files)
  .map((file) => file.split("/")[1] ?? "")
  .sort();
export const FALLBACK = "en";

const KEY = "switchboard.language";

/** The language chosen in this browser, or "" for the browser's own. */
export function chosenLanguage(): string {
  return localStorage.getItem(KEY) ?? "";
}

/** Shows the page in that language; "" follows the browser. */
export async function chooseLanguage(language: string): Promise<void> {
  if (language === "") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, language);
  await show(matching());
}

export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    fallbackLng: FALLBACK,
    defaultNS: "common",
    ns: [],
    interpolation: { escapeValue: false },
    returnNull: false,
    resources: {},
  });
  await show(matching());
}

async function show(language: string): Promise<void> {
  await Promise.all([load(FALLBACK), load(language)]);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

async function load(language: string): Promise<void> {
  const texts = await files[`./${language}/index.ts`]?.();
  for (const [file, features] of Object.entries(texts ?? {})) {
    i18next.addResourceBundle(language, file.replace(/^\.\/|\.json$/g, ""), features);
  }
}

/** The best of our languages for what was chosen, or for what the browser wants. */
function matching(): string {
  for (const wanted of [chosenLanguage(), ...navigator.languages]) {
    const found = LANGUAGES.find((language) => wanted === language || wanted.startsWith(`${language}-`));
    if (found) return found;
  }
  return FALLBACK;
}
