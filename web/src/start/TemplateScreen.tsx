import { useTranslation } from "react-i18next";
import { Empty, Loading } from "../ui/Empty";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { TemplateForm } from "./TemplateForm";
import { useTemplates } from "./useTemplates";

/** The questions of a template, and what becomes of the answers. */
export default function TemplateScreen({ name }: { name?: string }) {
  const { t } = useTranslation("start");
  const { data, error } = useTemplates();
  const template = data?.items.find((one) => one.name === name);
  if (template && data) {
    return (
      <Page title={template.title}>
        <p>{template.summary}</p>
        <TemplateForm key={template.name} template={template} languages={data.languages} />
      </Page>
    );
  }
  return (
    <Page title={t("templates")}>
      {error ? <ProblemNote error={error} /> : data ? <Empty title={t("noTemplate")} /> : <Loading />}
    </Page>
  );
}
