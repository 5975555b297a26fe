import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useReferences } from "../api/objects";
import { linkTo } from "../shell/linkTo";
import { useLabels } from "../objects/labels";
import { Empty, Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "../objects/UsedBy.module.css";

/** Kinds that somebody is a member of. */
const GROUPS = ["ring_group", "queue", "extension_group", "organization", "group_voicemail", "conference"];

/** The groups, queues and rooms that a person belongs to. */
export function Groups({ extension }: { extension: number }) {
  const { t } = useTranslation("people");
  const labels = useLabels();
  const { data, error } = useReferences("extensions", extension);
  if (error) return <ProblemNote error={error} />;
  if (!data) return <Loading />;
  const groups = data.items.filter(
    (one) => GROUPS.includes(one.kind) && /^(members|agents|moderators)/.test(one.field),
  );
  if (groups.length === 0) return <Empty title={t("noGroups")} text={t("noGroupsText")} />;
  return (
    <Card>
      <ul className={styles.users}>
        {groups.map((one) => (
          <li key={`${one.id}${one.field}`}>
            <Link href={linkTo(one.kind, one.id)}>{one.name}</Link> <span>{labels.kind(one.kind)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
