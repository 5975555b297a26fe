import { Mic, Speech, Upload } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useList } from "../api/objects";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { SearchField } from "../ui/SearchField";
import { VirtualList } from "../ui/VirtualList";
import { DropZone } from "./DropZone";
import { MakePrompt, stemOf, type Way } from "./MakePrompt";
import { PlayButton } from "./PlayButton";
import styles from "./PromptsScreen.module.css";
import { WrongLanguages } from "./WrongLanguages";
import { useAudioOf, type Prompt } from "./prompt";

/** All prompts: found, heard in place, and made by speaking, typing, a file, or one that is dropped here. */
export default function PromptsScreen() {
  const { t } = useTranslation("prompts");
  const mayMake = useMay("editor");
  const [search, setSearch] = useState("");
  const [making, setMaking] = useState<{ way: Way; file?: File } | null>(null);
  const [, go] = useLocation();
  const { data, error, fetchNextPage, hasNextPage, refetch } = useList("prompts", { search, sort: "name" });
  const prompts = data?.pages.flatMap((page) => page.items) ?? [];
  const drop = useCallback((file: File) => setMaking({ way: "upload", file }), []);

  return (
    <Page
      title={t("title")}
      aside={data && <Badge>{data.pages[0]?.total ?? prompts.length}</Badge>}
      full
      actions={mayMake && <MakeButtons onChoose={(way) => setMaking({ way })} />}
    >
      <DropZone onFile={mayMake ? drop : null}>
        <div className={styles.bar}>
          <SearchField label={t("search")} onSearch={setSearch} />
        </div>
        <WrongLanguages />
        {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={8} />}
        {data && prompts.length === 0 && (
          <Empty title={t(search ? "notFound" : "empty")} text={search ? undefined : t("emptyText")} />
        )}
        {prompts.length > 0 && (
          <VirtualList
            items={prompts}
            keyOf={({ id }) => id}
            rowHeight={56}
            label={t("title")}
            onEnd={hasNextPage ? () => void fetchNextPage() : undefined}
          >
            {(prompt) => <PromptRow prompt={prompt} />}
          </VirtualList>
        )}
      </DropZone>
      {making && (
        <MakePrompt
          way={making.way}
          {...(making.file && { file: making.file })}
          suggested={making.file ? stemOf(making.file) : ""}
          language=""
          onMade={(id) => go(`/prompts/${id}`)}
          onClose={() => setMaking(null)}
        />
      )}
    </Page>
  );
}

function MakeButtons({ onChoose }: { onChoose: (way: Way) => void }) {
  const { t } = useTranslation("prompts");
  return (
    <>
      <Button icon={<Upload />} onClick={() => onChoose("upload")}>
        {t("upload")}
      </Button>
      <Button icon={<Speech />} onClick={() => onChoose("speak")}>
        {t("speak")}
      </Button>
      <Button icon={<Mic />} variant="primary" onClick={() => onChoose("record")}>
        {t("record")}
      </Button>
    </>
  );
}

function PromptRow({ prompt }: { prompt: Prompt }) {
  const format = useFormat();
  const audioOf = useAudioOf();
  return (
    <div className={styles.row}>
      <PlayButton src={audioOf(prompt.id, prompt.revision)} what={prompt.name} />
      <Link href={`/prompts/${prompt.id}`} className={styles.link}>
        <span className={styles.name}>{prompt.name}</span>
        <span className={styles.text}>{prompt.text}</span>
        <span>{prompt.language && <Badge>{prompt.language}</Badge>}</span>
        <span className={styles.time}>{format.duration(prompt.duration_ms)}</span>
      </Link>
    </div>
  );
}
