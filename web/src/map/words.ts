/** What the map says of exits and of where they lead. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Exit, Place } from "./graph";

export interface Words {
  place: (place: Place) => string;
  exit: (exit: Exit) => string;
  target: (exit: Exit) => string;
}

export function useWords(): Words {
  const { t, i18n } = useTranslation("map");
  return useMemo(() => {
    const part = (name: string) => (i18n.exists(`map:part.${name}`) ? i18n.t(`map:part.${name}`) : name);
    return {
      place: (place) => place.name || i18n.t(`map:kind.${place.kind}`),
      exit: ({ keys, part: of }) => {
        const [first = "", ...rest] = of.split(".");
        const way = keys === "" ? part(of === "" ? "calls" : i18n.exists(`map:part.${of}`) ? of : first) : keys;
        const time = rest.at(-1) ?? "";
        return keys !== "" && ["open", "closed", "holiday"].includes(time) ? `${way} · ${part(time)}` : way;
      },
      target: ({ to }) => {
        const name = [to.name, to.number && `(${to.number})`].filter(Boolean).join(" ");
        const kind = i18n.t(`map:to.${to.kind}`);
        if (to.kind === "extension_voicemail" || to.kind === "group_voicemail") return t("voicemailOf", { name });
        return name || [kind, to.text].filter(Boolean).join(" ");
      },
    };
  }, [t, i18n]);
}
