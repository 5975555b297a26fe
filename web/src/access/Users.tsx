import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, got, type Schemas } from "../api/client";
import { useMe } from "../session/session";
import { Badge } from "../ui/Badge";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import styles from "./Access.module.css";
import { OwnExtension } from "./OwnExtension";
import { UserForm } from "./UserForm";
import { UserHelp } from "./UserHelp";

export type User = Schemas["UserShown"];
type Shown = { what: "new" } | { what: "edit" | "help"; user: User };

/** The people who may log in. */
export default function Users() {
  const { t, i18n } = useTranslation("access");
  const me = useMe();
  const [shown, setShown] = useState<Shown | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ["users"], queryFn: () => got(api.GET("/users")) });
  const close = () => {
    setShown(null);
    void refetch();
  };

  return (
    <Page
      title={t("users")}
      actions={
        <Button variant="primary" onClick={() => setShown({ what: "new" })}>
          {t("newUser")}
        </Button>
      }
    >
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <ul className={styles.list} aria-label={t("users")}>
          {data.items.map((user) => (
            <li key={user.id}>
              <div className={styles.name}>
                <strong>{user.name}</strong>
                {user.id === me.id && <span className={styles.soft}>{t("you")}</span>}
              </div>
              <div>{i18n.t(`access:role.${user.role}`)}</div>
              <div className={styles.badges}>
                {user.extension !== null && <OwnExtension id={user.extension} />}
                {user.rights.map((right) => (
                  <Badge key={right}>{i18n.t(`access:right.${right}`)}</Badge>
                ))}
                {user.second_factor && <Badge tone="good">{t("factor")}</Badge>}
                {user.must_change_password && <Badge tone="warn">{t("mustChange")}</Badge>}
              </div>
              <div className={styles.buttons}>
                {user.id !== me.id && (
                  <Button
                    aria-label={t("helpOf", { name: user.name })}
                    onClick={() => setShown({ what: "help", user })}
                  >
                    {t("help")}
                  </Button>
                )}
                <Button aria-label={t("editOf", { name: user.name })} onClick={() => setShown({ what: "edit", user })}>
                  {t("edit")}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        open={shown !== null}
        title={shown && (shown.what === "new" ? t("newUser") : shown.user.name)}
        onClose={close}
      >
        {shown?.what === "help" && <UserHelp user={shown.user} onDone={close} />}
        {shown?.what === "edit" && <UserForm user={shown.user} onDone={close} />}
        {shown?.what === "new" && <UserForm user={null} onDone={close} />}
      </Dialog>
    </Page>
  );
}
