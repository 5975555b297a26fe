import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Loading } from "../ui/Empty";
import { ProblemNote } from "../ui/ProblemNote";
import { HoursPage } from "./HoursPage";
import { OfficeForm } from "./OfficeForm";
import { OfficeNow } from "./OfficeNow";
import { WhyCard } from "./WhyCard";
import { useOffice } from "./useOffice";

/** Whether the office is open, its hours, and why calls go where they go. */
export default function OfficeScreen() {
  const { t } = useTranslation("hours");
  const { office, error } = useOffice();
  return (
    <HoursPage title={t("title")}>
      <OfficeNow />
      {error && <ProblemNote error={error} />}
      {office === undefined && !error && <Loading />}
      {office !== undefined && <OfficeForm key={office?.id ?? "new"} stored={office} />}
      <WhyCard />
      <p>
        <Link href="/office">{t("allSettings")}</Link>
      </p>
    </HoursPage>
  );
}
