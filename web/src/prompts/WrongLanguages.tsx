import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { api, got } from "../api/client";
import { useDraft } from "../api/scope";
import { linkTo } from "../shell/linkTo";
import styles from "./WrongLanguages.module.css";

/** Prompts in another language than what says them; nothing where all is well. */
export function WrongLanguages() {
  const { t } = useTranslation("prompts");
  const draft = useDraft();
  const { data } = useQuery({
    queryKey: ["derived", draft, "prompt-languages"],
    queryFn: ({ signal }) => got(api.GET("/prompt-languages", { params: { query: { draft } }, signal })),
  });
  if (!data?.items.length) return null;
  return (
    <details className={styles.found}>
      <summary>{t("wrongLanguages", { count: data.items.length })}</summary>
      <ul>
        {data.items.map((one) => (
          <li key={`${one.kind}/${one.id}/${one.field}`}>
            <Link href={linkTo(one.kind, one.id)}>{one.name}</Link> ({one.language}):{" "}
            <Link href={`/prompts/${one.prompt}`}>{one.prompt_name}</Link> ({one.prompt_language})
          </li>
        ))}
      </ul>
    </details>
  );
}
