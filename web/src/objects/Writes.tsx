import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import type { Schemas } from "../api/client";
import type { Kind } from "../api/kinds";
import { useFormat } from "../i18n/format";
import { useMay } from "../session/session";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import styles from "./Writes.module.css";

type Revision = Schemas["RevisionShown"];

/** Who wrote an object and when, with the way back to each state. */
export function Writes({ path, id }: { path: Kind; id: number }) {
  const { t } = useTranslation("objects");
  const format = useFormat();
  const mayEdit = useMay("editor");
  const { data, error, refetch } = useQuery({
    queryKey: ["derived", "revisions", path, id],
    queryFn: async ({ signal }) =>
      (await send<{ items: Revision[] }>("GET", `/${path}/${id}/revisions`, { query: { limit: 100 }, signal })).data,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <Card>
      <ol className={styles.writes}>
        {data.items.map((one, place) => (
          <li key={one.revision}>
            <span className={styles.what}>
              <strong>{format.dateTime(one.at)}</strong> {one.author.replace(/^\w+:/, "")}
              {one.note && <small>{one.note}</small>}
            </span>
            {place > 0 && mayEdit && !one.deleted && <Restore path={path} id={id} revision={one.revision} />}
            {place === 0 && <small>{t("now")}</small>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Restore({ path, id, revision }: { path: Kind; id: number; revision: number }) {
  const { t } = useTranslation("objects");
  const ask = useConfirm();
  const queries = useQueryClient();
  const restore = useMutation({
    mutationFn: () => send("POST", `/${path}/${id}/restore`, { body: { revision } }),
    onSuccess: async () => {
      tell(t("restored"));
      await Promise.all(["objects", "derived"].map((key) => queries.invalidateQueries({ queryKey: [key] })));
    },
  });
  const run = async () => {
    if (await ask({ title: t("restoreTitle"), text: t("restoreText"), yes: t("restore") })) restore.mutate();
  };
  return (
    <span>
      <Button busy={restore.isPending} onClick={() => void run()}>
        {t("restore")}
      </Button>
      {restore.error && <ProblemNote error={restore.error} />}
    </span>
  );
}
