/** Sends the caller, or whom he talks to, to another number. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { tell } from "../ui/toasts";
import { useReasonText } from "../ui/useProblemText";
import styles from "./TransferDialog.module.css";

interface TransferDialogProps {
  open: boolean;
  call: string;
  /** Whether two talk, of whom either can be sent. */
  talks: boolean;
  onClose: () => void;
}

export function TransferDialog({ open, onClose, ...rest }: TransferDialogProps) {
  const { t } = useTranslation("calls");
  return (
    <Dialog open={open} title={t("transfer")} onClose={onClose}>
      <TransferForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

function TransferForm({ call, talks, onClose }: Omit<TransferDialogProps, "open">) {
  const { t } = useTranslation("calls");
  const reasonText = useReasonText();
  const queries = useQueryClient();
  const [to, setTo] = useState("");
  const [party, setParty] = useState("caller");
  const [permission, setPermission] = useState("");
  const transfer = useMutation({
    mutationFn: () =>
      send("POST", `/calls/${encodeURIComponent(call)}/transfer`, {
        body: { to, party: talks ? party : "caller", permission: permission || null },
      }),
    onSuccess: async () => {
      tell(t("transferred", { to }));
      await queries.invalidateQueries({ queryKey: ["live"] });
      onClose();
    },
  });
  const [wrong] = reasonsAt(transfer.error, "/to");
  const [denied] = reasonsAt(transfer.error, "/permission");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        transfer.mutate();
      }}
    >
      <p>{t(talks ? "transferTalkText" : "transferText")}</p>
      <Field label={t("transferTo")} error={wrong && reasonText(wrong)}>
        <input required inputMode="tel" maxLength={64} value={to} onChange={(event) => setTo(event.target.value)} />
      </Field>
      {talks && (
        <Field label={t("transferParty")}>
          <select value={party} onChange={(event) => setParty(event.target.value)}>
            <option value="caller">{t("partyCaller")}</option>
            <option value="callee">{t("partyCallee")}</option>
          </select>
        </Field>
      )}
      <Field label={t("transferPermission")} hint={t("transferPermissionHint")} error={denied && reasonText(denied)}>
        <input
          inputMode="tel"
          maxLength={64}
          value={permission}
          onChange={(event) => setPermission(event.target.value)}
        />
      </Field>
      {transfer.error && !wrong && !denied && <ProblemNote error={transfer.error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" busy={transfer.isPending}>
          {t("transfer")}
        </Button>
        <Button onClick={onClose}>{t("common:cancel")}</Button>
      </div>
    </form>
  );
}
