import { ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import styles from "./AllKinds.module.css";
import { useKinds, type KindInfo } from "./kinds";
import { useLabels } from "./labels";
import { linkToKind } from "../shell/linkTo";

/** In which card a kind is; one that is new here is among the last. */
const CARDS: Record<string, readonly string[]> = {
  people: ["extension", "extension_group", "organization", "group_voicemail"],
  calls: ["ivr", "ring_group", "queue", "conference", "time_condition", "holiday", "api_dialplan", "scenario"],
  lines: ["trunk", "inbound_route", "outbound_route", "caller_list", "do_not_call_list"],
  sounds: ["prompt", "music", "sms_template"],
};

/** Everything that can be set up, by its kind. */
export default function AllKinds() {
  const { t, i18n } = useTranslation("objects");
  const kinds = useKinds();
  const placed = new Set(Object.values(CARDS).flat());
  const cards = kinds && [
    ...Object.entries(CARDS).map(([card, names]) => ({
      card,
      own: names.flatMap((name) => kinds.kinds.filter((one) => one.kind === name)),
    })),
    { card: "other", own: kinds.kinds.filter((one) => !placed.has(one.kind)) },
  ];
  return (
    <Page title={t("title")}>
      {!cards && <Loading />}
      <div className={styles.cards}>
        {cards?.map(({ card, own }) => (
          <Card key={card} title={i18n.t(`objects:cards.${card}`)}>
            <div className={styles.kinds}>
              {own.map((info) => (
                <KindLink key={info.kind} info={info} />
              ))}
            </div>
          </Card>
        ))}
      </div>
    </Page>
  );
}

function KindLink({ info }: { info: KindInfo }) {
  const { i18n } = useTranslation();
  const labels = useLabels();
  const about = `kinds:about.${info.kind}`;
  return (
    <Link href={linkToKind(info.kind)} className={styles.kind}>
      <span>
        <strong>{labels.kinds(info.kind)}</strong>
        {i18n.exists(about) && <small>{i18n.t(about)}</small>}
      </span>
      <ChevronRight aria-hidden />
    </Link>
  );
}
