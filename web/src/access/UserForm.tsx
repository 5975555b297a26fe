import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../api/client";
import { send } from "../api/http";
import { reasonsAt } from "../api/problem";
import type { Role } from "../session/session";
import { Button } from "../ui/Button";
import { useConfirm } from "../ui/Confirm";
import { Field } from "../ui/Field";
import { ProblemNote } from "../ui/ProblemNote";
import { useReasonText } from "../ui/useProblemText";
import styles from "./Access.module.css";
import { ExtensionField } from "./ExtensionField";
import { PasswordField } from "./PasswordField";
import { RightsField } from "./RightsField";
import type { User } from "./Users";

const ROLES: readonly Role[] = ["phone", "viewer", "editor", "admin"];
const FIELDS = ["/name", "/password", "/role", "/rights", "/extension"];

interface UserFormProps {
  /** null: a new one. */
  user: User | null;
  onDone: () => void;
}

/** What a user is called and may do. */
export function UserForm({ user, onDone }: UserFormProps) {
  const { t, i18n } = useTranslation("access");
  const reason = useReasonText();
  const ask = useConfirm();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>(user?.role ?? "editor");
  const [rights, setRights] = useState<Schemas["UserShown"]["rights"]>(user?.rights ?? []);
  const [extension, setExtension] = useState(user?.extension ?? null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const at = (field: string) => {
    const found = reasonsAt(error, field)[0];
    return found && reason(found);
  };

  const work = async (method: string, path: string, body?: unknown) => {
    setBusy(true);
    try {
      await send(method, path, { body });
      onDone();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const may = { role, rights, extension };
    void (user ? work("PATCH", `/users/${user.id}`, may) : work("POST", "/users", { name, password, ...may }));
  };
  const remove = async (user: User) => {
    const title = t("deleteTitle", { name: user.name });
    if (await ask({ title, text: t("deleteText"), yes: t("delete"), danger: true })) {
      await work("DELETE", `/users/${user.id}`);
    }
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      {!user && (
        <>
          <Field label={t("name")} error={at("/name")}>
            <input autoComplete="off" required maxLength={64} value={name} onChange={(e) => setName(e.target.value)} />
          </Field>
          <PasswordField value={password} onChange={setPassword} error={at("/password")} />
        </>
      )}
      <Field label={t("roleLabel")} hint={i18n.t(`access:roleWhat.${role}`)} error={at("/role")}>
        <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {i18n.t(`access:role.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <ExtensionField value={extension} onChange={setExtension} error={at("/extension")} />
      {role !== "phone" && <RightsField value={rights} onChange={setRights} />}
      {error !== null && !FIELDS.some(at) && <ProblemNote error={error} />}
      <div className={styles.buttons}>
        {user && (
          <Button variant="danger" onClick={() => void remove(user)}>
            {t("delete")}
          </Button>
        )}
        <Button type="submit" variant="primary" busy={busy}>
          {user ? t("save") : t("create")}
        </Button>
      </div>
    </form>
  );
}
