import { ListMusic, Plus, Radio } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useAll } from "../api/objects";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Music.module.css";
import { StreamState } from "./StreamState";
import type { Stored } from "./music";

/** All play lists for those who wait or are on hold. */
export default function MusicScreen() {
  const { t } = useTranslation("music");
  const mayEdit = useMay("editor");
  const [, go] = useLocation();
  const { data, error, refetch } = useAll("music");
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => go("/music/new")}>
      {t("add")}
    </Button>
  );

  return (
    <Page title={t("title")} actions={mayEdit && data && data.length > 0 && add}>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.length === 0 && <Empty title={t("empty")} text={t("emptyText")} action={mayEdit && add} />}
      {data && data.length > 0 && (
        <ul className={styles.lists}>
          {data.map((music) => (
            <MusicRow key={music.id} music={music} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function MusicRow({ music }: { music: Stored }) {
  const { t } = useTranslation("music");
  return (
    <li>
      <Link href={`/music/${music.id}`} className={styles.row}>
        {music.stream ? <Radio aria-hidden /> : <ListMusic aria-hidden />}
        <span className={styles.name}>{music.name}</span>
        <span className={styles.soft}>
          {music.stream ? t("radio") : t("pieces", { count: music.prompts?.length ?? 0 })}
        </span>
        {music.stream && <StreamState id={music.id} />}
      </Link>
    </li>
  );
}
