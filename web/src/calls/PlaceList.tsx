import { useTranslation } from "react-i18next";
import styles from "./PlaceList.module.css";
import type { Live, Where } from "./useLive";
import { useCallWords } from "./where";

type Place = Live["places"][number];

export function placeKey({ doing, kind, id }: Pick<Where, "doing" | "kind" | "id">): string {
  return `${doing}:${kind}:${id ?? ""}`;
}

interface PlaceListProps {
  places: readonly Place[];
  total: number;
  chosen: string | null;
  onChoose: (key: string | null) => void;
}

/** How many callers are at each place, the busiest first; one can be chosen. */
export function PlaceList({ places, total, chosen, onChoose }: PlaceListProps) {
  const { t } = useTranslation("calls");
  const words = useCallWords();
  return (
    <ul className={styles.places} aria-label={t("placesNow")}>
      <li>
        <button type="button" aria-pressed={chosen === null} className={styles.place} onClick={() => onChoose(null)}>
          <span>{t("allPlaces")}</span>
          <b>{total}</b>
        </button>
      </li>
      {places.map((place) => {
        const key = placeKey(place);
        return (
          <li key={key}>
            <button type="button" aria-pressed={chosen === key} className={styles.place} onClick={() => onChoose(key)}>
              <span>{words.where({ ...place, since: "", held: false })}</span>
              <b>{place.calls}</b>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
