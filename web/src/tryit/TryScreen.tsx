import { useMutation } from "@tanstack/react-query";
import { FlaskConical, Phone, Waypoints } from "lucide-react";
import { useRef, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useSearchParams } from "wouter";
import { api, got } from "../api/client";
import { useDraft } from "../api/scope";
import { Timeline } from "../calls/Timeline";
import { pathOfEvents } from "../calls/path";
import { useEdited } from "../forms/useEdited";
import { showPath } from "../map/highlight";
import { showPhone } from "../phone/call";
import { wantTried } from "../phone/wanted";
import { useMay } from "../session/session";
import { useZone } from "../session/zone";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { Empty, Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { CallerFields } from "./CallerFields";
import { KeepButton } from "./KeepButton";
import { KeptScenarios } from "./KeptScenarios";
import { KeysField } from "./KeysField";
import { MoreFields } from "./MoreFields";
import { PhonesField } from "./PhonesField";
import styles from "./TryScreen.module.css";
import { isComplete, type Tried } from "./caller";
import { NOTHING_ASKED, askedOf, bodyOf, textOf, type Asked } from "./scenario";

/** What would happen to a caller: a simulation, in a moment and without any telephone. */
export default function TryScreen() {
  const { t } = useTranslation("tryit");
  const [asked, change, clear] = useAsked();
  const result = useRef<HTMLDivElement>(null);
  const { mutate, data, error, status, variables } = useSimulation();

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    // On a narrow page it stands below the form.
    mutate(asked, { onSettled: () => result.current?.scrollIntoView({ block: "nearest" }) });
  };
  return (
    <Page title={t("title")} actions={<Button onClick={clear}>{t("anew")}</Button>}>
      <div className={styles.halves}>
        <form className={styles.form} onSubmit={onSubmit}>
          <Card title={t("whoCalls")}>
            <CallerFields tried={asked.tried} error={error} onChange={(tried) => change({ tried }, "tried")} />
          </Card>
          <Card title={t("whatHeDoes")}>
            <KeysField keys={asked.keys} error={error} onChange={(keys) => change({ keys }, "keys")} />
          </Card>
          <Card title={t("whoAnswers")}>
            <PhonesField phones={asked.phones} onChange={(phones) => change({ phones })} />
          </Card>
          <Card title={t("whatElse")}>
            <MoreFields asked={asked} onChange={change} />
          </Card>
          <div className={styles.go}>
            <Button
              type="submit"
              variant="primary"
              icon={<FlaskConical />}
              busy={status === "pending"}
              disabled={!isComplete(asked.tried)}
            >
              {t("simulate")}
            </Button>
          </div>
        </form>
        <div ref={result} className={styles.result} aria-live="polite">
          {status === "idle" && <Empty title={t("nothingYet")} text={t("nothingYetText")} />}
          {status === "pending" && <Loading />}
          {status === "error" && <ProblemNote error={error} />}
          {status === "success" && <Result asked={variables} happened={data} />}
          <KeptScenarios onChosen={change} />
        </div>
      </div>
    </Page>
  );
}

/** What is in the form. A link from elsewhere counts more than what stood here before. */
function useAsked(): [Asked, (part: Partial<Asked>, group?: string) => void, () => void] {
  const [query] = useSearchParams();
  const { value, change } = useEdited<Asked>("try/scenario", NOTHING_ASKED);
  const [linked, setLinked] = useState("");
  const link = query.toString();
  if (link !== linked) {
    setLinked(link);
    const wanted = wantedBy(query, value);
    if (wanted) change({ ...value, ...wanted });
  }
  return [value, (part, group) => change({ ...value, ...part }, group), () => change(NOTHING_ASKED)];
}

function wantedBy(query: URLSearchParams, { tried }: Asked): Partial<Asked> | null {
  const said = query.get("scenario");
  if (said !== null) return askedOf(said);
  const dialled = query.get("dialled");
  return dialled === null || dialled === tried.dialled ? null : { tried: { ...tried, dialled } };
}

function useSimulation() {
  const zone = useZone();
  const draft = useDraft();
  return useMutation({
    mutationFn: (asked: Asked) =>
      got(api.POST("/simulate", { body: { ...bodyOf(asked, zone), ...(draft !== null && { draft }) } })),
  });
}

type Happened = NonNullable<ReturnType<typeof useSimulation>["data"]>;

function Result({ asked, happened }: { asked: Asked; happened: Happened }) {
  const { t } = useTranslation("tryit");
  const events = told(happened.events);
  const titleOf = (number?: string) => (number ? t("whatOtherDoes", { number }) : t("whatConsultDoes"));
  return (
    <>
      <Card
        title={t("whatHappens")}
        actions={
          <>
            <KeepButton asked={asked} outcome={happened.outcome ?? null} endsAt={happened.ends_at} />
            <CallIt tried={asked.tried} />
          </>
        }
      >
        <Timeline events={events} />
        <Onward events={events} asked={asked} />
      </Card>
      {happened.others?.map((other, at) => (
        <Card key={at} title={titleOf(asked.others[at]?.from)}>
          <Timeline events={told(other)} />
        </Card>
      ))}
    </>
  );
}

function told(events: Happened["events"]) {
  return events.map(({ at, type, ...data }) => ({ at, type, data }));
}

function CallIt({ tried }: { tried: Tried }) {
  const { t } = useTranslation("tryit");
  if (!useMay("editor")) return null;
  const call = () => {
    wantTried(tried);
    showPhone(true);
  };
  return (
    <Button icon={<Phone />} onClick={call}>
      {t("callIt")}
    </Button>
  );
}

/** The same way on the map, and as a link for others. */
function Onward({ events, asked }: { events: ReturnType<typeof told>; asked: Asked }) {
  const { t } = useTranslation("tryit");
  const [, go] = useLocation();
  const path = pathOfEvents(events);
  const link = new URL(location.href);
  link.search = new URLSearchParams({ scenario: textOf(asked) }).toString();
  return (
    <div className={styles.more}>
      {path.length > 0 && (
        <Button
          icon={<Waypoints />}
          onClick={() => {
            showPath(path);
            go("/map");
          }}
        >
          {t("onMap")}
        </Button>
      )}
      <CopyButton text={link.href} label={t("copyLink")} />
    </div>
  );
}
