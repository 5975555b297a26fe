import { useTranslation } from "react-i18next";
import { Rows } from "./Rows";
import { AnsweringFields, NumberField } from "./parts";
import { ANSWERS, type Asked } from "./scenario";

type Phones = Asked["phones"];

/** Phones that do not simply answer. */
export function PhonesField({ phones, onChange }: { phones: Phones; onChange: (phones: Phones) => void }) {
  const { t } = useTranslation("tryit");
  return (
    <>
      <p>{t(phones.length === 0 ? "allAnswer" : "othersAnswer")}</p>
      <Rows rows={phones} fresh={{ ...ANSWERS, number: "", does: "busy" }} add={t("addPhone")} onChange={onChange}>
        {(phone, change) => (
          <>
            <NumberField
              label={t("phoneOf")}
              kinds="extension"
              value={phone.number}
              onChange={(number) => change({ number })}
            />
            <AnsweringFields line={phone} onChange={change} />
          </>
        )}
      </Rows>
    </>
  );
}
