import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import styles from "./Differences.module.css";
import { useWords, type Words } from "./useWords";
import type { Names } from "./words";

type Compared = Schemas["Compared"];

/** What differs between two versions of an object, in words. */
export function Differences({ kind, fields, names }: { kind: string; fields: readonly Compared[]; names: Names }) {
  const { t } = useTranslation("changes");
  const words = useWords(kind, names);
  if (fields.length === 0) return <p className={styles.none}>{t("same")}</p>;
  return (
    <dl className={styles.list}>
      {fields.map((field, at) => (
        <div key={at} className={styles.row}>
          <dt>{words.place(field.path)}</dt>
          <dd>
            <OneDifference field={field} words={words} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function OneDifference({ field, words }: { field: Compared; words: Words }) {
  const { t } = useTranslation("changes");
  const before = <del className={styles.before}>{words.value(field.before, field.ids, field.path)}</del>;
  const after = <ins className={styles.after}>{words.value(field.after, field.ids, field.path)}</ins>;
  switch (field.change) {
    case "added":
      return (
        <>
          <span className={styles.what}>{t("added")}</span> {after}
        </>
      );
    case "removed":
      return (
        <>
          <span className={styles.what}>{t("removed")}</span> {before}
        </>
      );
    case "reordered":
      return (
        <>
          <span className={styles.what}>{t("reordered")}</span> {after}
        </>
      );
    case "changed":
      return (
        <>
          {before} <span aria-hidden>→</span> {after}
        </>
      );
  }
}
