/** Takes back one write of an object, and goes back to a revision of it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { pathOf } from "../api/kinds";
import { scoped, useDraft } from "../api/scope";
import { tell } from "../ui/toasts";
import { useProblemText } from "../ui/useProblemText";

type Written = Pick<Schemas["ChangeShown"], "kind" | "id" | "revision" | "action">;

/** `undo` is refused when somebody has written the object since; `restore` writes an old revision, in a draft if one is open. */
export function useUndo() {
  const { t } = useTranslation("changes");
  const draft = useDraft();
  const queries = useQueryClient();
  const problem = useProblemText();
  const writing = useMutation({
    mutationFn: (write: () => Promise<unknown>) => write(),
    onSuccess: () => tell(t("done")),
    onError: (error) => tell(problem(error), "bad"),
    onSettled: () =>
      queries.invalidateQueries({ predicate: ({ queryKey: [what] }) => what === "derived" || what === "objects" }),
  });
  return {
    busy: writing.isPending,
    undo: (written: Written) => writing.mutate(() => takenBack(written)),
    restore: (kind: string, id: number, revision: number) => writing.mutate(() => restored(kind, id, revision, draft)),
  };
}

function takenBack({ kind, id, revision, action }: Written): Promise<unknown> {
  const path = `/${pathOf(kind)}/${id}`;
  const ifMatch = `"${revision}"`;
  if (action === "created") return send("DELETE", path, { ifMatch });
  const before = { body: { revision: revision - 1 } };
  return send("POST", `${path}/restore`, action === "deleted" ? before : { ...before, ifMatch });
}

async function restored(kind: string, id: number, revision: number, draft: number | null): Promise<unknown> {
  const path = `/${pathOf(kind)}/${id}`;
  if (draft === null) return send("POST", `${path}/restore`, { body: { revision } });
  const { data } = await send<Schemas["RevisionDetails"]>("GET", `${path}/revisions/${revision}`);
  return send("PUT", scoped(path, draft), { body: data.document });
}
