import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const here = import.meta.dirname;
const languages = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const files = (language: string) => readdirSync(join(here, language)).filter((file) => file.endsWith(".json"));
const english = files("en");
const sources = readdirSync(join(here, ".."), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts") && !file.endsWith(".test.tsx"))
  .map((file) => readFileSync(join(here, "..", file), "utf8"));

/** Every key of a file, with its text. Plural forms count as one key. */
function texts(language: string, file: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, key: string) => {
    if (typeof value === "string") found.set(key.replace(/_(zero|one|two|few|many|other)$/, ""), value);
    else for (const [name, inner] of Object.entries(value as object)) walk(inner, key ? `${key}.${name}` : name);
  };
  walk(JSON.parse(readFileSync(join(here, language, file), "utf8")), "");
  return found;
}

const values = (text: string) => [...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1]).sort();

test.each(languages.map((entry) => entry.name))("%s has every text, with the same values in it", (language) => {
  expect(files(language)).toEqual(english);
  for (const file of english) {
    const [own, original] = [texts(language, file), texts("en", file)];
    expect([...own.keys()].sort(), `${language}/${file}`).toEqual([...original.keys()].sort());
    for (const [key, text] of original) {
      expect(own.get(key)).not.toBe("");
      if (!values(text).includes("count")) expect(values(own.get(key) ?? ""), `${file} ${key}`).toEqual(values(text));
    }
  }
});

test("texts that the page asks for exist", () => {
  const known = new Set(
    english.flatMap((file) => [...texts("en", file).keys()].map((key) => `${file.slice(0, -5)}:${key}`)),
  );
  const missing: string[] = [];
  for (const source of sources) {
    const own = /useTranslation\("([\w-]+)"\)/.exec(source)?.[1] ?? "common";
    for (const [, key] of source.matchAll(/\bt\("([\w.:-]+)"/g)) {
      const full = key?.includes(":") ? key : `${own}:${key ?? ""}`;
      if (!known.has(full)) missing.push(full);
    }
  }
  expect(missing).toEqual([]);
});
