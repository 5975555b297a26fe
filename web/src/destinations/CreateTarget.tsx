import { useQuery } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { pathOf, type Stored } from "../api/kinds";
import { useKnowName } from "../api/names";
import { useSave, type PageOf } from "../api/objects";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import { hasNumber, type Creatable } from "./creatable";
import styles from "./Destination.module.css";

interface CreateProps {
  kind: Creatable;
  name: string;
  onCreated: (id: number) => void;
  onClose: () => void;
}

/** Makes what a destination is to lead to, without leaving the form. */
export function CreateTarget({ kind, name: typed, onCreated, onClose }: CreateProps) {
  const { t } = useTranslation("destinations");
  const isNumber = /^[0-9]+$/.test(typed);
  const [name, setName] = useState(isNumber ? "" : typed);
  const [number, setNumber] = useState(isNumber ? typed : null);
  const free = useFreeNumber(kind);
  const save = useSave(pathOf(kind));
  const know = useKnowName();
  const reason = useReasonText();
  const wanted = number ?? free ?? "";
  const errorAt = (pointer: string) => reasonsAt(save.error, pointer).map(reason).join(" ");
  const isShown = errorAt("/name") !== "" || errorAt("/number") !== "";

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    // The form around the dialog is not meant.
    event.stopPropagation();
    const document = hasNumber(kind) ? { name, number: wanted } : { name };
    save.mutate(
      { id: null, document },
      {
        onSuccess: ({ data }) => {
          const { id } = data as Stored;
          know({ kind, id, name, number: hasNumber(kind) ? wanted : "" });
          onCreated(id);
        },
      },
    );
  };

  return (
    <Dialog open title={t(`create.${kind}`)} onClose={onClose}>
      <form className={styles.create} onSubmit={submit}>
        <Field label={t("name")} error={errorAt("/name")}>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to type here */}
          <input autoFocus required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        {hasNumber(kind) && (
          <Field label={t("number")} error={errorAt("/number")}>
            <input
              required
              inputMode="numeric"
              pattern="[0-9]{1,64}"
              value={wanted}
              onChange={(event) => setNumber(event.target.value)}
            />
          </Field>
        )}
        <p className={styles.hint}>{t("createHint")}</p>
        {save.error && !isShown && <ProblemNote error={save.error} />}
        <div className={styles.buttons}>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button type="submit" variant="primary" busy={save.isPending}>
            {t("createDo")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The number after the highest one of the kind. */
function useFreeNumber(kind: Creatable): string | undefined {
  const { data } = useQuery({
    queryKey: ["derived", "free-number", kind],
    enabled: hasNumber(kind),
    queryFn: async ({ signal }) => {
      const query = { sort: "-number", limit: 1 };
      const { data } = await send<PageOf<Stored>>("GET", `/${pathOf(kind)}`, { query, signal });
      const last = data.items[0]?.number;
      return last ? String(BigInt(last) + 1n).padStart(last.length, "0") : "";
    },
  });
  return data;
}
