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
import { Empty, Loading } from "../ui/Empty";
import { Card, Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { CallerFields } from "./CallerFields";
import { KeysField } from "./KeysField";
import { PhonesField, type Phones } from "./PhonesField";
import styles from "./TryScreen.module.css";
import { NOTHING_TRIED, isComplete, sent, type Tried } from "./caller";

interface Asked {
  tried: Tried;
  keys: string;
  phones: Phones;
}

/** What would happen to a caller: a simulation, in a moment and without any telephone. */
export default function TryScreen() {
  const { t } = useTranslation("tryit");
  const [query] = useSearchParams();
  const dialled = query.get("dialled") ?? "";
  const { value, change } = useEdited<Asked>("try", {
    tried: { ...NOTHING_TRIED, dialled },
    keys: "",
    phones: {},
  });
  const [linked, setLinked] = useState("");
  // A link from elsewhere counts more than what stood here before.
  if (dialled !== linked) {
    setLinked(dialled);
    if (dialled !== value.tried.dialled) change({ ...value, tried: { ...value.tried, dialled } });
  }
  const result = useRef<HTMLDivElement>(null);
  const { mutate, data, error, status } = useSimulation();

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    // On a narrow page it stands below the form.
    mutate(value, { onSettled: () => result.current?.scrollIntoView({ block: "nearest" }) });
  };
  return (
    <Page title={t("title")}>
      <div className={styles.halves}>
        <form className={styles.form} onSubmit={onSubmit}>
          <Card title={t("whoCalls")}>
            <CallerFields
              tried={value.tried}
              error={error}
              onChange={(tried) => change({ ...value, tried }, "tried")}
            />
          </Card>
          <Card title={t("whatHeDoes")}>
            <KeysField keys={value.keys} error={error} onChange={(keys) => change({ ...value, keys }, "keys")} />
          </Card>
          <Card title={t("whoAnswers")}>
            <PhonesField phones={value.phones} onChange={(phones) => change({ ...value, phones })} />
          </Card>
          <Button
            type="submit"
            variant="primary"
            icon={<FlaskConical />}
            busy={status === "pending"}
            disabled={!isComplete(value.tried)}
          >
            {t("simulate")}
          </Button>
        </form>
        <div ref={result} className={styles.result} aria-live="polite">
          {status === "idle" && <Empty title={t("nothingYet")} text={t("nothingYetText")} />}
          {status === "pending" && <Loading />}
          {status === "error" && <ProblemNote error={error} />}
          {status === "success" && <Result tried={value.tried} events={data.events} />}
        </div>
      </div>
    </Page>
  );
}

function useSimulation() {
  const zone = useZone();
  const draft = useDraft();
  return useMutation({
    mutationFn: ({ tried, keys, phones }: Asked) =>
      got(api.POST("/simulate", { body: { ...sent(tried, zone), keys, phones, ...(draft !== null && { draft }) } })),
  });
}

type Events = NonNullable<ReturnType<typeof useSimulation>["data"]>["events"];

function Result({ tried, events }: { tried: Tried; events: Events }) {
  const { t } = useTranslation("tryit");
  const [, go] = useLocation();
  const mayCall = useMay("editor");
  const happened = events.map(({ at, type, ...data }) => ({ at, type, data }));
  const path = pathOfEvents(happened);
  return (
    <Card
      title={t("whatHappens")}
      actions={
        <>
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
          {mayCall && (
            <Button
              icon={<Phone />}
              onClick={() => {
                wantTried(tried);
                showPhone(true);
              }}
            >
              {t("callIt")}
            </Button>
          )}
        </>
      }
    >
      <Timeline events={happened} />
    </Card>
  );
}
