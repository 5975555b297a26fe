import { useTranslation } from "react-i18next";
import { useObject } from "../api/objects";
import { isProblem } from "../api/problem";
import { Empty, Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { PlayListForm } from "./PlayListForm";
import { NEW, playListOf } from "./music";

/** One play list, or a new one. */
export default function PlayListScreen({ id: given }: { id?: string }) {
  const { t } = useTranslation("music");
  const id = given === "new" ? null : Number(given);
  const { data, error, refetch } = useObject("music", id);

  if (id === null) return <PlayListForm key="new" id={null} etag="" stored={NEW} />;
  if (isProblem(error, "not-found")) return <Empty title={t("gone")} />;
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <PlayListForm key={id} id={id} etag={data.etag} stored={playListOf(data.document)} />;
}
