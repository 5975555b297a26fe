import { useTranslation } from "react-i18next";
import { useObject } from "../api/objects";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { ConditionForm } from "./ConditionForm";
import { HoursPage } from "./HoursPage";

/** One time condition, or a new one. */
export default function ConditionScreen({ id }: { id?: string }) {
  const { t } = useTranslation("hours");
  const isNew = id === "new";
  const { data, error } = useObject("time-conditions", isNew ? null : Number(id));
  if (isNew) return <ConditionForm key="new" stored={null} etag="" />;
  if (data) return <ConditionForm key={data.document.id} stored={data.document} etag={data.etag} />;
  return <HoursPage title={t("conditions")}>{error ? <ProblemNote error={error} /> : <Loading />}</HoursPage>;
}
