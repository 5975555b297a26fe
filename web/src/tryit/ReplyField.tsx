import { useTranslation } from "react-i18next";
import { useAll } from "../api/objects";
import { Field } from "../ui/Field";

/** The web server of a menu that is asked, by the key that it has there. */
export function ReplyField({ value, onChange }: { value: string; onChange: (key: string) => void }) {
  const { t } = useTranslation("tryit");
  const { data: menus = [] } = useAll("ivrs");
  const actions = menus.flatMap((menu) =>
    (menu.actions ?? []).map(({ key, name }) => ({ key, name, menu: menu.name })),
  );
  return (
    <Field label={t("webServer")} hint={actions.length === 0 ? t("noWebServer") : undefined}>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t("choose")}</option>
        {actions.map(({ key, name, menu }) => (
          <option key={`${menu} ${key}`} value={key}>
            {name} ({menu})
          </option>
        ))}
      </select>
    </Field>
  );
}
