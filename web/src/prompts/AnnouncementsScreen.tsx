import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMay } from "../session/session";
import { useFormat } from "../i18n/format";
import { Badge } from "../ui/Badge";
import { Empty, Loading } from "../ui/Empty";
import { Field } from "../ui/Field";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { SearchField } from "../ui/SearchField";
import styles from "./AnnouncementsScreen.module.css";
import { PlayButton } from "./PlayButton";
import { SaidBy } from "./SaidBy";
import { announcementAudio, useAnnouncements, type AnnouncementShown } from "./useAnnouncements";

const SORTS = ["spoken", "tone", "music"] as const;

/** What the product itself says and plays: heard in each language, who says it, and a prompt in its place. */
export default function AnnouncementsScreen() {
  const { t, i18n } = useTranslation("prompts");
  const [chosen, setChosen] = useState("");
  const [search, setSearch] = useState("");
  const { data, error, refetch } = useAnnouncements(chosen);
  const language = data?.language ?? chosen;
  const nameOf = new Intl.DisplayNames([i18n.language], { type: "language" });
  const typed = search.trim().toLocaleLowerCase();
  const found = (data?.items ?? []).filter(({ name, text }) => `${name} ${text}`.toLocaleLowerCase().includes(typed));
  return (
    <Page title={t("announcements")} aside={data && <Badge>{data.items.length}</Badge>}>
      <p className={styles.about}>
        {t("announcementsText")} <Link href="/prompts">{t("own")}</Link>
      </p>
      <div className={styles.bar}>
        <SearchField label={t("searchAnnouncements")} onSearch={setSearch} />
        <Field label={t("language")}>
          <select value={language} onChange={({ target }) => setChosen(target.value)}>
            {(data?.languages ?? [language]).map((tag) => (
              <option key={tag} value={tag}>
                {tag && nameOf.of(tag)}
              </option>
            ))}
          </select>
        </Field>
      </div>
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && found.length === 0 && <Empty title={t("notFound")} />}
      {SORTS.map((sort) => {
        const some = found.filter((one) => one.sort === sort);
        return (
          some.length > 0 && (
            <section key={sort}>
              <h2 className={styles.sort}>{t(`sorts.${sort}`)}</h2>
              <ul className={styles.list}>
                {some.map((one) => (
                  <Announcement key={one.name} announcement={one} language={language} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </Page>
  );
}

function Announcement({ announcement, language }: { announcement: AnnouncementShown; language: string }) {
  const { t } = useTranslation("prompts");
  const format = useFormat();
  const mayEdit = useMay("editor");
  const [open, setOpen] = useState(false);
  const { name, text, sort, duration_ms } = announcement;
  return (
    <li className={styles.row}>
      <PlayButton src={announcementAudio(name, language)} what={name} />
      <span className={styles.words}>
        {text && <q lang={language}>{text}</q>} <code>{name}</code>
      </span>
      <span className={styles.time}>{format.duration(duration_ms)}</span>
      {sort !== "music" && (
        <details className={styles.users} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{t("saidBy")}</summary>
          {open && (
            <SaidBy path={`/announcements/${name}`} name={name} mayEdit={mayEdit} nobody={t("saidByNoObject")} />
          )}
        </details>
      )}
    </li>
  );
}
