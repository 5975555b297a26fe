import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { momentOf } from "../i18n/zoned";
import { useZone } from "../session/zone";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Field } from "../ui/Field";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { MapView } from "./MapView";
import styles from "./MapScreen.module.css";
import { Outline } from "./Outline";
import { download, svgOf } from "./export";
import { ALL_AT_ONCE, graphOf, keyOf, rootsOf, type Graph, type Place } from "./graph";
import { layoutOf } from "./layout";
import { showPath, usePath } from "./highlight";
import { useMap } from "./useMap";
import { useWords } from "./words";

/** The map of the menus: where callers come in, what they can press, and where that leads. */
export default function MapScreen() {
  const { t } = useTranslation("map");
  const [moment, setMoment] = useState("");
  const zone = useZone();
  const at = moment === "" ? "" : (momentOf(moment, zone)?.toISOString() ?? "");
  const { data, error, refetch } = useMap(at);

  return (
    <Page title={t("title")} full>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.places.length === 0 && <Empty title={t("empty")} text={t("emptyText")} />}
      {data && data.places.length > 0 && <Shown places={data.places} moment={moment} onMoment={setMoment} />}
    </Page>
  );
}

function Shown({ places, moment, onMoment }: { places: Place[]; moment: string; onMoment: (at: string) => void }) {
  const { t } = useTranslation("map");
  const words = useWords();
  const path = usePath();
  const roots = useMemo(() => rootsOf(places), [places]);
  const [begin, setBegin] = useState("");
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [outlined, setOutlined] = useState(false);
  const graph = useMemo(() => shownGraph(places, roots, begin, opened), [places, roots, begin, opened]);
  const outlineRoots = useMemo(() => (begin === "" ? roots.map(keyOf) : [begin]), [begin, roots]);
  const open = useCallback((key: string) => setOpened((before) => new Set([...before, key])), []);

  return (
    <div className={styles.map}>
      <div className={styles.bar}>
        <Field label={t("from")}>
          <select value={begin} onChange={(event) => setBegin(event.target.value)}>
            <option value="">{t(places.length <= ALL_AT_ONCE ? "everything" : "firstNumber")}</option>
            {places.map((place) => (
              <option key={keyOf(place)} value={keyOf(place)}>
                {words.place(place)} {place.number}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t("moment")}>
          <input type="datetime-local" value={moment} onChange={(event) => onMoment(event.target.value)} />
        </Field>
        {moment !== "" && <Button onClick={() => onMoment("")}>{t("now")}</Button>}
        {path.length > 0 && <Button onClick={() => showPath([])}>{t("clearPath")}</Button>}
        <Button aria-pressed={outlined} onClick={() => setOutlined(!outlined)}>
          {t(outlined ? "asMap" : "asOutline")}
        </Button>
        <Button onClick={() => download("switchboard-map.svg", svgOf(graph, layoutOf(graph), words))}>
          {t("export")}
        </Button>
      </div>
      {outlined ? (
        <Outline places={places} roots={outlineRoots} />
      ) : (
        <MapView graph={graph} places={places} onOpen={open} />
      )}
    </div>
  );
}

/** From where somebody begins; of a small company everything, of a large one the first number. */
function shownGraph(places: Place[], roots: Place[], begin: string, opened: ReadonlySet<string>): Graph {
  if (begin !== "") return graphOf(places, [begin], opened);
  const first = places.length <= ALL_AT_ONCE ? roots : roots.slice(0, 1);
  return graphOf(places, first.map(keyOf), opened);
}
