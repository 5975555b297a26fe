/** Who has written something: `user:ann`, `native:crm` (a token), `phone:1001`, `yeastar:…`. */
import { useTranslation } from "react-i18next";

export function useAuthor(): (author: string) => string {
  const { i18n } = useTranslation("changes");
  return (author) => {
    const [via = "", ...rest] = author.split(":");
    const name = rest.join(":");
    if (name === "") return author;
    const key = `changes:by.${via}`;
    return i18n.exists(key) ? i18n.t(key, { name }) : i18n.t("changes:by.other", { name, via });
  };
}
