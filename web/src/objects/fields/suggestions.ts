/** What may be entered into a text that is more than that, by the browser's own knowledge. */

type Suggestions = readonly (readonly [string, string])[];

const LANGUAGES = ["en-US", "en-GB", "zh-CN", "it", "es", "fr", "ru", "ja", "de", "nl", "vi", "pt-BR", "pl", "hi"];
/** Of the announcements; others may be entered. */
const COUNTRIES =
  "AR AT AU BE BG BR CA CH CL CN CO CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT JP KR LT LU LV MX MY NL NO NZ PE PH PL PT RO RS RU SA SE SG SI SK TH TR TW UA US VN ZA";

export function suggestionsFor(means: string | null): Suggestions | null {
  if (means === "time-zone") return Intl.supportedValuesOf("timeZone").map((zone) => [zone, ""] as const);
  if (means === "language") return LANGUAGES.map((tag) => [tag, named("language", tag)] as const);
  if (means === "country") return COUNTRIES.split(" ").map((code) => [code, named("region", code)] as const);
  return null;
}

function named(type: "language" | "region", code: string): string {
  const language = document.documentElement.lang || "en";
  return new Intl.DisplayNames([language], { type }).of(code) ?? code;
}
