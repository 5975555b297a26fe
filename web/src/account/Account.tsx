import { useTranslation } from "react-i18next";
import { PasswordForm } from "../session/PasswordForm";
import { useMe, useRefreshMe } from "../session/session";
import { Badge } from "../ui/Badge";
import { Card, Page } from "../ui/Page";
import { tell } from "../ui/toasts";
import styles from "./Account.module.css";
import { Display } from "./Display";
import { SecondFactor } from "./SecondFactor";
import { Sessions } from "./Sessions";

/** One's own account. */
export default function Account() {
  const { t, i18n } = useTranslation("account");
  const me = useMe();
  const refresh = useRefreshMe();
  return (
    <Page title={me.name} aside={<Badge>{i18n.t(`access:role.${me.role}`)}</Badge>}>
      <div className={styles.cards}>
        <Card title={t("password")}>
          <p className={styles.soft}>{t("passwordWhat")}</p>
          <PasswordForm
            onDone={() => {
              tell(t("passwordChanged"));
              void refresh();
            }}
          />
        </Card>
        <SecondFactor />
        <Sessions />
        <Display />
      </div>
    </Page>
  );
}
