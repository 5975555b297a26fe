import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import type { Stored } from "../api/kinds";
import { reasonsAt } from "../api/problem";
import { useSecretsChanged, useSecretsSet } from "../api/secrets";
import { useMay } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import styles from "./Secrets.module.css";
import type { KindInfo } from "./kinds";
import { secretPlaces, type SecretPlace } from "./secretPlaces";

/** PINs and passwords of an object: whether they are set, set anew or forgotten, never shown. */
export function Secrets({ info, document }: { info: KindInfo; document: Stored }) {
  const { t } = useTranslation("objects");
  const set = useSecretsSet(info.path, document.id);
  return (
    <Card>
      <p>{t("secretsText")}</p>
      {secretPlaces(info.secrets, document).map((place) => (
        <SecretRow key={place.path} kind={info.kind} place={place} isSet={set?.includes(place.keptAs)} />
      ))}
    </Card>
  );
}

interface RowProps {
  kind: string;
  place: SecretPlace;
  /** undefined: not known yet. */
  isSet: boolean | undefined;
}

function SecretRow({ kind, place, isSet }: RowProps) {
  const { t } = useTranslation("objects");
  const ask = useConfirm();
  const changed = useSecretsChanged();
  const [setting, setSetting] = useState(false);
  const mayEdit = useMay("editor");
  const name = useSecretName(kind, place);
  const forget = useMutation({
    mutationFn: () => send("DELETE", place.path),
    onSuccess: () => {
      tell(t("forgotten"));
      return changed();
    },
  });
  const run = async () => {
    if (await ask({ title: t("forgetTitle", { what: name }), yes: t("forget"), danger: true })) forget.mutate();
  };
  return (
    <div className={styles.secret} role="group" aria-label={name}>
      <span className={styles.name}>
        <strong>{name}</strong>
        {isSet !== undefined && <Badge tone={isSet ? "good" : "plain"}>{t(isSet ? "isSet" : "isNotSet")}</Badge>}
      </span>
      {mayEdit && (
        <span className={styles.buttons}>
          <Button onClick={() => setSetting(true)}>{t(isSet ? "setAnew" : "set")}</Button>
          {isSet && (
            <Button variant="quiet" busy={forget.isPending} onClick={() => void run()}>
              {t("forget")}
            </Button>
          )}
        </span>
      )}
      {forget.error && <ProblemNote error={forget.error} />}
      {setting && <SetSecret name={name} path={place.path} member={place.member} onClose={() => setSetting(false)} />}
    </div>
  );
}

/** "PIN of the mailbox"; of a part of the object with what that is called. */
function useSecretName(kind: string, { name, of }: SecretPlace): string {
  const { i18n } = useTranslation();
  const key = [`objects:secret.${kind}_${name}`, `objects:secret.${name}`].find((one) => i18n.exists(one));
  const words = key ? i18n.t(key) : name;
  return of === undefined ? words : `${words}: ${of}`;
}

function SetSecret({
  name,
  path,
  member,
  onClose,
}: {
  name: string;
  path: string;
  member: string;
  onClose: () => void;
}) {
  const { t } = useTranslation("objects");
  const text = useReasonText();
  const changed = useSecretsChanged();
  const form = useId();
  const [value, setValue] = useState("");
  const set = useMutation({
    mutationFn: () => send("PUT", path, { body: { [member]: value } }),
    onSuccess: () => {
      tell(t("secretSet"));
      onClose();
      return changed();
    },
  });
  const reasons = reasonsAt(set.error, `/${member}`);
  return (
    <Dialog
      open
      title={name}
      onClose={onClose}
      actions={
        <Button type="submit" form={form} variant="primary" busy={set.isPending} disabled={value === ""}>
          {t("common:save")}
        </Button>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate();
        }}
      >
        <Field label={name} hint={t("secretHint")} error={reasons.map(text).join(" ")}>
          <input
            type="password"
            autoComplete="new-password"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </Field>
      </form>
      {set.error && reasons.length === 0 && <ProblemNote error={set.error} />}
    </Dialog>
  );
}
