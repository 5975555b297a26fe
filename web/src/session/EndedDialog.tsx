import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../ui/Dialog";
import { LoginForm } from "./Login";
import { givenUp, onEnded, renewed } from "./renewal";
import { useMe } from "./session";

/** Asks to log in again when the session has ended. What was being saved waits for it and is then sent. */
export function EndedDialog() {
  const { t } = useTranslation("session");
  const me = useMe();
  const [open, setOpen] = useState(false);
  useEffect(() => onEnded(setOpen), []);

  return (
    <Dialog open={open} title={t("endedTitle")} onClose={() => undefined}>
      <p>{t("ended", { name: me.name })}</p>
      <LoginForm
        name={me.name}
        onDone={(now) => {
          if (now.id === me.id) renewed();
          else givenUp({ type: "about:blank", title: "", status: 401, detail: "", code: "another-user" });
        }}
      />
    </Dialog>
  );
}
