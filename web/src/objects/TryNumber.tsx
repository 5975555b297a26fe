import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got } from "../api/client";
import { useName } from "../api/names";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { ObjectSearch } from "./fields/ReferenceField";
import styles from "./RouteList.module.css";
import { useLabels } from "./labels";

/** The routes that take a number, the one that counts first. */
export interface Tried {
  number: string;
  routes: number[];
}

interface TryProps {
  kind: "inbound-routes" | "outbound-routes";
  onTried: (tried: Tried | null) => void;
}

/** Asks which route takes a number: called through a trunk, or dialled by a person. */
export function TryNumber({ kind, onTried }: TryProps) {
  const { t } = useTranslation("objects");
  const labels = useLabels();
  const [number, setNumber] = useState("");
  const [by, setBy] = useState<number | null>(null);
  const inbound = kind === "inbound-routes";
  const who = useName(by);
  const ask = useMutation({
    mutationFn: () => tried(inbound, number.trim(), by),
    onSuccess: (items) => onTried({ number, routes: [...new Set(items.map((one) => one.route))] }),
  });
  const label = inbound ? t("tryThrough") : t("tryBy");
  return (
    <Card title={t("try")}>
      <form
        className={styles.try}
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate();
        }}
      >
        <Field label={t("tryNumber")}>
          <input
            type="tel"
            value={number}
            onChange={(event) => {
              setNumber(event.target.value);
              onTried(null);
            }}
          />
        </Field>
        <Field label={label}>
          <ObjectSearch
            kind={inbound ? "trunk" : "extension"}
            label={label}
            text={who?.name ?? ""}
            placeholder={inbound ? labels.kind("trunk") : t("anybody")}
            onChoose={setBy}
            onClear={by === null ? undefined : () => setBy(null)}
          />
        </Field>
        <Button type="submit" busy={ask.isPending} disabled={number.trim() === "" || (inbound && by === null)}>
          {t("tryDo")}
        </Button>
      </form>
      {ask.error && <ProblemNote error={ask.error} />}
      {ask.data && ask.data.length === 0 && <p role="status">{t("tryNothing")}</p>}
      {ask.data && ask.data.length > 0 && !inbound && (
        <p role="status">
          {t("trySent", { digits: ask.data[0]?.sent ?? "" })} <TrunkName id={ask.data[0]?.trunk ?? null} />
        </p>
      )}
    </Card>
  );
}

function TrunkName({ id }: { id: number | null }) {
  return <strong>{useName(id)?.name ?? ""}</strong>;
}

async function tried(inbound: boolean, number: string, by: number | null) {
  const answer = inbound
    ? await got(api.GET("/tried-routes/in", { params: { query: { number, trunk: by ?? 0 } } }))
    : await got(api.GET("/tried-routes/out", { params: { query: { number, ...(by !== null && { extension: by }) } } }));
  return answer.items;
}
