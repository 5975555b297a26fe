import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button";
import styles from "./Login.module.css";
import { PasswordForm } from "./PasswordForm";
import { SecondFactorSetup } from "./SecondFactorSetup";
import { typed, useLogin, useMe, useRefreshMe } from "./session";

/** What a log-in demands before anything else works: a password of one's own, and then a second factor. */
export function FirstSteps() {
  const { t } = useTranslation("session");
  const me = useMe();
  const refresh = useRefreshMe();
  const { logout } = useLogin();
  const now = me.must_change_password ? "password" : "factor";
  return (
    <main className={styles.screen}>
      <h1>{t(now === "password" ? "firstPassword" : "firstFactor")}</h1>
      <p>{t(now === "password" ? "firstPasswordWhy" : "firstFactorWhy")}</p>
      {now === "password" ? (
        <PasswordForm
          known={typed.password}
          onDone={(password) => {
            typed.password = me.second_factor_needed ? password : "";
            void refresh();
          }}
        />
      ) : (
        <SecondFactorSetup
          known={typed.password}
          onDone={() => {
            typed.password = "";
            void refresh();
          }}
        />
      )}
      <Button variant="quiet" onClick={() => void logout()}>
        {t("logout")}
      </Button>
    </main>
  );
}
