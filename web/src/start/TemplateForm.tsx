import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { ProblemError } from "../api/problem";
import { scoped, useDraft } from "../api/scope";
import { useEdited } from "../forms/useEdited";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { QuestionField } from "./QuestionField";
import { MadeCard, PreviewCard } from "./Results";
import { blank, sent } from "./answers";
import type { Question, Template, Used } from "./useTemplates";
import styles from "./FirstSteps.module.css";

interface TemplateFormProps {
  template: Template;
  languages: Schemas["LanguageShown"][];
}

/** Asks, shows what would be made, and makes it. */
export function TemplateForm({ template, languages }: TemplateFormProps) {
  const { t, i18n } = useTranslation("start");
  const draft = useDraft();
  const queries = useQueryClient();
  const tags = languages.map((one) => one.tag);
  const own = tags.find((tag) => i18n.language.startsWith(tag)) ?? "en";
  const questions = template.questions;
  const edited = useEdited(`templates/${template.name}`, {
    language: own,
    spoken: true,
    answers: blank(questions, [own, ...tags.filter((tag) => tag !== own)]),
  });
  const { language, spoken, answers } = edited.value;
  const [shown, setShown] = useState<{ of: typeof edited.value; used: Used } | null>(null);

  const use = useMutation({
    mutationFn: async (dryRun: boolean) => {
      const prompts = spoken || template.needs_speech ? "speech" : "announcements";
      const body = { answers: sent(questions, answers), language, prompts, dry_run: dryRun };
      return (await send<Used>("POST", scoped(`/templates/${template.name}`, draft), { body })).data;
    },
    onSuccess: async (used) => {
      setShown({ of: edited.value, used });
      if (!used.written) return;
      edited.begin(edited.value);
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => ["objects", "derived"].includes(String(queryKey[0])),
      });
    },
  });
  if (shown?.used.written) return <MadeCard used={shown.used} />;

  const preview = shown?.of === edited.value ? shown.used : null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    use.mutate(preview === null);
  };
  const asked = (some: Question[]) =>
    some.map((question) => (
      <QuestionField
        key={question.name}
        question={question}
        answer={answers[question.name] ?? null}
        languages={languages}
        error={use.error}
        onChange={(answer) =>
          edited.change({ ...edited.value, answers: { ...answers, [question.name]: answer } }, question.name)
        }
      />
    ));
  const hasReasons = use.error instanceof ProblemError && (use.error.problem.errors ?? []).length > 0;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Card>
        {asked(questions.filter((question) => !isDetail(question)))}
        <div className={styles.pair}>
          <Field label={t("language")} hint={t("languageHint")}>
            <select
              value={language}
              onChange={(event) => edited.change({ ...edited.value, language: event.target.value })}
            >
              {languages.map((one) => (
                <option key={one.tag} value={one.tag}>
                  {one.name}
                </option>
              ))}
            </select>
          </Field>
          {!template.needs_speech && (
            <Field label={t("prompts")}>
              <select
                value={spoken ? "speech" : "announcements"}
                onChange={(event) => edited.change({ ...edited.value, spoken: event.target.value === "speech" })}
              >
                <option value="speech">{t("speech")}</option>
                <option value="announcements">{t("announcements")}</option>
              </select>
            </Field>
          )}
        </div>
        <details className={styles.details} open={use.error !== null || undefined}>
          <summary>{t("numbers")}</summary>
          {asked(questions.filter(isDetail))}
        </details>
      </Card>
      {use.error && <ProblemNote error={hasReasons ? new Error(t("refused")) : use.error} />}
      {preview && <PreviewCard used={preview} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={use.isPending}>
          {preview ? t("make") : t("preview")}
        </Button>
      </div>
    </form>
  );
}

/** Numbers are chosen for whoever does not care. */
function isDetail({ kind, optional }: Question): boolean {
  return kind === "number" && optional;
}
