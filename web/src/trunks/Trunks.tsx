import { useTranslation } from "react-i18next";
import { Badge, Lamp } from "../ui/Badge";
import { Loading } from "../ui/Empty";
import { ObjectList } from "../objects/ObjectList";
import { kindAt, useKinds } from "../objects/kinds";
import { TONES, useTrunkStates } from "./states";

/** The lines to the outside, and whether they are up. */
export default function Trunks() {
  const { i18n } = useTranslation();
  const kinds = useKinds();
  const states = useTrunkStates();
  const info = kinds && kindAt(kinds, "trunks");
  if (!info) return <Loading />;
  const word = (state: string) => i18n.t(`trunks:state.${state}`);
  return (
    <ObjectList
      info={info}
      before={(id) => {
        const state = states.get(id)?.state;
        return <Lamp tone={state ? TONES[state] : "plain"} label={state ? word(state) : i18n.t("trunks:unknown")} />;
      }}
      after={(trunk) => {
        const status = states.get(trunk.id);
        const host = (trunk as unknown as { host: string }).host;
        return (
          <>
            {status && <Badge tone={TONES[status.state]}>{word(status.state)}</Badge>} {host}
          </>
        );
      }}
    />
  );
}
