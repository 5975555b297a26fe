import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../ui/Page";
import { Tabs } from "../ui/Tabs";
import { AllChanges } from "./AllChanges";
import { AllPublications } from "./AllPublications";

const TABS = ["writes", "publications"] as const;

/** Who has changed what, when and why. */
export default function ChangesScreen() {
  const { t } = useTranslation("changes");
  const [tab, setTab] = useState<(typeof TABS)[number]>("writes");
  return (
    <Page title={t("title")}>
      <Tabs label={t("title")} tabs={TABS.map((id) => ({ id, title: t(`tab.${id}`) }))} chosen={tab} onChoose={setTab}>
        {tab === "writes" ? <AllChanges /> : <AllPublications />}
      </Tabs>
    </Page>
  );
}
