import { useTranslation } from "react-i18next";
import { Lamp, type Tone } from "../ui/Badge";
import { useLine, type Line } from "./lines";

const TONES = {
  talking: "bad",
  ringing: "warn",
  online: "good",
  offline: "plain",
  unknown: "plain",
} as const satisfies Record<string, Tone>;

/** Whether a person has a phone, rings or talks. */
export function LineLamp({ extension }: { extension: number }) {
  const { i18n } = useTranslation();
  const state = stateOf(useLine(extension));
  return <Lamp tone={TONES[state]} label={i18n.t(`people:line.${state}`)} />;
}

export function stateOf(line: Line | undefined): keyof typeof TONES {
  if (line === undefined) return "unknown";
  if (line.state === "talking" || line.state === "ringing") return line.state;
  return line.phones > 0 ? "online" : "offline";
}
