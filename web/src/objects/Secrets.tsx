import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { useMay } from "../session/session";
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

type Secret = KindInfo["secrets"][number];

/** PINs and passwords of an object: set anew or forgotten, never shown. */
export function Secrets({ info, id }: { info: KindInfo; id: number }) {
  const { t } = useTranslation("objects");
  const own = info.secrets.filter((one) => !one.path.includes("{action}"));
  return (
    <Card>
      <p>{t("secretsText")}</p>
      {own.map((secret) => (
        <SecretRow key={secret.path} kind={info.kind} secret={secret} id={id} />
      ))}
    </Card>
  );
}

function SecretRow({ kind, secret, id }: { kind: string; secret: Secret; id: number }) {
  const { t, i18n } = useTranslation("objects");
  const ask = useConfirm();
  const [setting, setSetting] = useState(false);
  const mayEdit = useMay("editor");
  const path = secret.path.replace("{id}", String(id));
  const key = [`objects:secret.${kind}_${secret.name}`, `objects:secret.${secret.name}`].find((one) =>
    i18n.exists(one),
  );
  const name = key ? i18n.t(key) : secret.name;
  const forget = useMutation({
    mutationFn: () => send("DELETE", path),
    onSuccess: () => tell(t("forgotten")),
  });
  const run = async () => {
    if (await ask({ title: t("forgetTitle", { what: name }), yes: t("forget"), danger: true })) forget.mutate();
  };
  return (
    <div className={styles.secret}>
      <strong>{name}</strong>
      {mayEdit && (
        <span className={styles.buttons}>
          <Button onClick={() => setSetting(true)}>{t("set")}</Button>
          <Button variant="quiet" busy={forget.isPending} onClick={() => void run()}>
            {t("forget")}
          </Button>
        </span>
      )}
      {forget.error && <ProblemNote error={forget.error} />}
      {setting && <SetSecret name={name} path={path} member={secret.member} onClose={() => setSetting(false)} />}
    </div>
  );
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
  const form = useId();
  const [value, setValue] = useState("");
  const set = useMutation({
    mutationFn: () => send("PUT", path, { body: { [member]: value } }),
    onSuccess: () => {
      tell(t("secretSet"));
      onClose();
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
