import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { useReferences } from "../api/objects";
import { scoped, useDraft } from "../api/scope";
import { linkTo } from "../shell/linkTo";
import { useSearch } from "../search/useSearch";
import { Button } from "../ui/Button";
import { Combobox } from "../ui/Combobox";
import { useConfirm } from "../ui/Confirm";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import styles from "./PromptScreen.module.css";
import type { Prompt } from "./prompt";

/** What says the prompt, and another prompt in its place everywhere. */
export function SaidBy({ prompt, mayEdit }: { prompt: Prompt; mayEdit: boolean }) {
  const { t } = useTranslation("prompts");
  const { data, error } = useReferences("prompts", prompt.id);
  const users = [...new Map((data?.items ?? []).map((one) => [one.id, one])).values()];
  return (
    <Card title={t("saidBy")}>
      {error && <ProblemNote error={error} />}
      {!data && !error && <Loading lines={2} />}
      {data && users.length === 0 && <p className={styles.soft}>{t("saidByNobody")}</p>}
      <ul className={styles.users}>
        {users.map((user) => (
          <li key={user.id}>
            <Link href={linkTo(user.kind, user.id)}>{user.name}</Link>
          </li>
        ))}
      </ul>
      {data && data.total > data.items.length && <p>{t("andMore", { count: data.total - data.items.length })}</p>}
      {mayEdit && users.length > 0 && <ReplaceEverywhere prompt={prompt} />}
    </Card>
  );
}

function ReplaceEverywhere({ prompt }: { prompt: Prompt }) {
  const { t } = useTranslation("prompts");
  const draft = useDraft();
  const ask = useConfirm();
  const queries = useQueryClient();
  const [query, setQuery] = useState<string | null>(null);
  const [by, setBy] = useState<{ id: number; name: string } | null>(null);
  const { hits, busy } = useSearch(query ?? "", ["prompt"], 50, query !== null);
  const others = hits.filter(({ id }) => id !== prompt.id);
  const replace = useMutation({
    mutationFn: (id: number) =>
      send<Schemas["Replaced"]>("POST", scoped(`/prompts/${prompt.id}/replace`, draft), { body: { by: id } }),
    onSuccess: ({ data }) => {
      tell(t("replaced", { count: data.items.length }));
      return queries.invalidateQueries();
    },
  });

  const confirm = async () => {
    if (by === null) return;
    const text = t("replaceQuestion", { old: prompt.name, new: by.name });
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
