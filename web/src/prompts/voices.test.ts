import { expect, test } from "vitest";
import { languagesOf, SHIPPED, voiceFor, type Voice } from "./voices";

function voice(language: string, engine: string, name = "", works = true): Voice {
  return { language, engine, voice: name, works, reason: works ? "" : "is not installed" };
}

function speech(voices: Voice[], engine: string, known: string[]) {
  return { voices, engines: [{ engine, installed: true, voices: known }] };
}

test("languages are those of voices that were chosen, and of the engine for all others", () => {
  const status = speech([voice("default", "espeak-ng"), voice("de", "piper", "de_DE-thorsten")], "espeak-ng", [
    "af",
    "de",
  ]);
  expect(languagesOf(status)).toEqual(["de", "af"]);
});

test("files of piper have their language in their name", () => {
  const status = speech([voice("default", "piper")], "piper", ["de_DE-thorsten-medium", "fr_FR-siwis-low"]);
  expect(languagesOf(status)).toEqual(["de-DE", "fr-FR"]);
});

test("a voice that does not work offers nothing, and without any the languages of the product are left", () => {
  expect(languagesOf(speech([voice("default", "flite", "", false)], "flite", ["slt"]))).toEqual(SHIPPED);
});

test("the longest tag decides who speaks", () => {
  const status = speech([voice("default", "espeak-ng"), voice("en", "flite"), voice("en-GB", "piper")], "", []);
  expect(voiceFor(status, "en-gb")?.engine).toBe("piper");
  expect(voiceFor(status, "en-US")?.engine).toBe("flite");
  expect(voiceFor(status, "eng")?.engine).toBe("espeak-ng");
});
