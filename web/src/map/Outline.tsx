import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { linkTo } from "../shell/linkTo";
import styles from "./Outline.module.css";
import { keyOf, outlineOf, type Branch, type Place } from "./graph";
import { useWords } from "./words";

/** The map as nested lists: what leads where; for the keyboard and for screen readers. */
export function Outline({ places, roots }: { places: readonly Place[]; roots: readonly string[] }) {
  const branches = useMemo(() => outlineOf(places, roots), [places, roots]);
  return (
    <ul className={styles.outline}>
      {branches.map((branch) => (
        <Item key={keyOf(branch.place)} branch={branch} />
      ))}
    </ul>
  );
}

function Item({ branch: { place, exits } }: { branch: Branch }) {
  const { t } = useTranslation("map");
  const words = useWords();
  return (
    <li>
      <Link href={linkTo(place.kind, place.id)}>
        {words.place(place)} {place.number}
      </Link>
      <ul>
        {exits.map(({ exit, next }) => (
          <li key={exit.pointer}>
            <strong>{words.exit(exit)}</strong> {words.target(exit)} {exit.open === false && `(${t("notNow")})`}
            {next && (
              <ul>
                <Item branch={next} />
              </ul>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
