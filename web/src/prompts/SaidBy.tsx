import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { scoped, useDraft } from "../api/scope";
import { linkTo } from "../shell/linkTo";
import { useSearch } from "../search/useSearch";
import { Button } from "../ui/Button";
import { Combobox } from "../ui/Combobox";
import { useConfirm } from "../ui/Confirm";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import styles from "./PromptScreen.module.css";

interface SaidByProps {
  /** Of what is said: `/prompts/7`, `/announcements/goodbye`. */
  path: string;
  name: string;
  mayEdit: boolean;
  /** What is told where nobody says it. */
  nobody: string;
}

/** Who says a prompt or an announcement, and another prompt in its place everywhere. */
export function SaidBy({ path, name, mayEdit, nobody }: SaidByProps) {
  const { t } = useTranslation("prompts");
  const draft = useDraft();
  const { data, error } = useQuery({
    queryKey: ["derived", draft, "references", path],
    queryFn: async ({ signal }) => (await send<Users>("GET", scoped(`${path}/references`, draft), { signal })).data,
  });
  const users = [...new Map((data?.items ?? []).map((one) => [one.id, one])).values()];
  const left = (data?.total ?? 0) - (data?.items.length ?? 0);
  return (
    <>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Loading lines={2} />}
      {data && users.length === 0 && <p className={styles.soft}>{nobody}</p>}
      <ul className={styles.users}>
        {users.map((user) => (
          <li key={user.id}>
            <Link href={linkTo(user.kind, user.id)}>{user.name}</Link>
          </li>
        ))}
      </ul>
      {left > 0 && <p>{t("andMore", { count: left })}</p>}
      {mayEdit && users.length > 0 && <ReplaceEverywhere path={path} name={name} />}
    </>
  );
}

interface Users {
  items: { kind: string; id: number; name: string }[];
  total?: number;
}

function ReplaceEverywhere({ path, name }: { path: string; name: string }) {
  const { t } = useTranslation("prompts");
  const draft = useDraft();
  const ask = useConfirm();
  const queries = useQueryClient();
  const [query, setQuery] = useState<string | null>(null);
  const [by, setBy] = useState<{ id: number; name: string } | null>(null);
  const { hits, busy } = useSearch(query ?? "", ["prompt"], 50, query !== null);
  const others = hits.filter(({ id }) => path !== `/prompts/${id}`);
  const replace = useMutation({
    mutationFn: (id: number) =>
      send<Schemas["Replaced"]>("POST", scoped(`${path}/replace`, draft), { body: { by: id } }),
    onSuccess: ({ data }) => {
      tell(t("replaced", { count: data.items.length }));
      return queries.invalidateQueries();
    },
  });

  const confirm = async () => {
    if (by === null) return;
    const text = t("replaceQuestion", { old: name, new: by.name });
    if (await ask({ title: t("replace"), text, yes: t("replaceYes") })) replace.mutate(by.id);
  };

  return (
    <div className={styles.replace}>
      <span>{t("replace")}</span>
      <Combobox
        aria-label={t("replace")}
        text={by?.name ?? ""}
        groups={[{ title: t("own"), options: others.map(({ id, name }) => ({ id: String(id), label: name })) }]}
        busy={busy}
        onQuery={setQuery}
        onChoose={(id) => setBy(others.find((one) => one.id === Number(id)) ?? null)}
        nothing={t("notFound")}
        placeholder={t("replaceWith")}
      />
      <div className={styles.buttons}>
        <Button disabled={by === null} busy={replace.isPending} onClick={() => void confirm()}>
          {t("replaceYes")}
        </Button>
      </div>
      {replace.error && <ProblemNote error={replace.error} />}
    </div>
  );
}
