import { useVoices } from "./useVoices";
import { SHIPPED } from "./voices";

/** Suggestions for a field of a language: those of the voices that were set, and of the product. */
export function Languages({ id }: { id: string }) {
  const set = (useVoices()?.voices ?? []).map(({ language }) => language).filter((language) => language !== "default");
  return (
    <datalist id={id}>
      {[...new Set([...set, ...SHIPPED])].map((language) => (
        <option key={language} value={language} />
      ))}
    </datalist>
  );
}
