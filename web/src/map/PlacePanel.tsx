import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { linkTo } from "../shell/linkTo";
import { IconButton } from "../ui/Button";
import styles from "./PlacePanel.module.css";
import type { Place } from "./graph";
import { useWords } from "./words";

/** What a chosen place is, and what can be done with it. */
export function PlacePanel({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation("map");
  const words = useWords();
  const greeting = place.greeting.find((part) => part.kind === "prompt");

  return (
    <aside className={styles.panel} aria-label={words.place(place)}>
      <header className={styles.head}>
        <h2>
          {words.place(place)} <small>{place.number}</small>
        </h2>
        <IconButton label={t("common:close")} icon={<X />} onClick={onClose} />
      </header>
      {greeting?.kind === "prompt" && (
        // eslint-disable-next-line jsx-a11y/media-has-caption -- what it says is the text of the prompt
        <audio controls preload="none" src={`/rest/v1/prompts/${greeting.prompt}/audio`} aria-label={t("greeting")} />
      )}
      <table>
        <tbody>
          {place.exits.map((exit) => (
            <tr key={exit.pointer}>
              <th scope="row">{words.exit(exit)}</th>
              <td>{words.target(exit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.links}>
        <Link href={linkTo(place.kind, place.id)}>{t("common:edit")}</Link>
        {place.number && <Link href={`/try?dialled=${place.number}`}>{t("try")}</Link>}
        {place.kind === "ivr" && <Link href={`/calls?menu=${place.id}`}>{t("callsHere")}</Link>}
      </p>
    </aside>
  );
}
