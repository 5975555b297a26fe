import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Messages } from "../messages/Messages";
import { Loading } from "../ui/Empty";
import { ObjectPage, type Tab } from "../objects/ObjectPage";
import { kindAt, useKinds } from "../objects/kinds";
import { useMe } from "../session/session";
import { Groups } from "./Groups";
import { LineLamp } from "./LineLamp";
import { Phones } from "./Phones";

/** A person: what is set up, their phones, the groups that they are in, and their messages. */
export default function Person({ id = "" }: { id?: string }) {
  const { t } = useTranslation("people");
  const kinds = useKinds();
  const hears = useMe().rights.includes("messages");
  const tabs = useMemo<Tab[]>(
    () => [
      { id: "phones", title: t("phones"), content: (person) => <Phones extension={person.id} /> },
      { id: "groups", title: t("groups"), content: (person) => <Groups extension={person.id} /> },
      ...(hears
        ? [
            {
              id: "messages",
              title: t("messages:title"),
              content: (person: { id: number }) => <Messages owner={person.id} />,
            },
          ]
        : []),
    ],
    [t, hears],
  );
  const info = kinds && kindAt(kinds, "extensions");
  if (!info) return <Loading />;
  const number = id === "new" ? null : Number(id);
  return (
    <ObjectPage
      key={id}
      info={info}
      id={number}
      aside={number !== null && <LineLamp extension={number} />}
      tabs={tabs}
    />
  );
}
