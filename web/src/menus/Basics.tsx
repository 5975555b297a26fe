import { Plus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FindingNotes } from "../checks/FindingNotes";
import { PromptField } from "../prompts/PromptField";
import { Button, IconButton } from "../ui/Button";
import { Field } from "../ui/Field";
import { Card } from "../ui/Page";
import { useEditing, useErrorAt, useFindingsAt, useSet } from "./editing";
import styles from "./MenuEditor.module.css";

const MOST_PROMPTS = 5;

/** Name, number and greeting. */
export function Basics() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();

  return (
    <Card>
      <div className={styles.basics}>
        <Field label={t("name")} error={errorAt("/name")}>
          <input
            required
            maxLength={100}
            disabled={readOnly}
            value={menu.name}
            onChange={({ target }) => set({ name: target.value }, "name")}
          />
        </Field>
        <Field label={t("number")} hint={t("numberHint")} error={errorAt("/number")}>
          <input
            required
            inputMode="numeric"
            maxLength={64}
            disabled={readOnly}
            value={menu.number}
            onChange={({ target }) => set({ number: target.value.trim() }, "number")}
          />
        </Field>
      </div>
      <FindingNotes findings={findingsAt("/number", "/name")} />
      <Greeting />
    </Card>
  );
}

/** Up to five prompts, one after the other. */
function Greeting() {
  const { t } = useTranslation("menus");
  const { menu, readOnly } = useEditing();
  const set = useSet();
  const errorAt = useErrorAt();
  const findingsAt = useFindingsAt();
  const shown = menu.greeting.length === 0 ? [null] : menu.greeting;

  return (
    <div className={styles.greeting}>
      {shown.map((prompt, place) => (
        <div key={place} className={styles.greetingRow}>
          <PromptField
            label={shown.length > 1 ? t("greetingPart", { part: place + 1 }) : t("greeting")}
            value={prompt}
            disabled={readOnly}
            suggested={t("greetingName", { name: menu.name || t("menu") })}
            language={menu.language}
            error={errorAt(`/greeting/${place}`)}
            onChange={(next) =>
              set({
                greeting:
                  next === null
                    ? menu.greeting.filter((_, at) => at !== place)
                    : menu.greeting.toSpliced(place, 1, next),
              })
            }
          />
          {shown.length > 1 && !readOnly && (
            <IconButton
              label={t("removePart")}
              icon={<X />}
              onClick={() => set({ greeting: menu.greeting.filter((_, at) => at !== place) })}
            />
          )}
          <FindingNotes findings={findingsAt(`/greeting/${place}`)} />
        </div>
      ))}
      <FindingNotes findings={findingsAt("/greeting").filter(({ code }) => code === "no-greeting")} />
      {menu.greeting.length > 0 && menu.greeting.length < MOST_PROMPTS && !readOnly && (
        <div>
          <Button
            variant="quiet"
            icon={<Plus />}
            onClick={() => set({ greeting: [...menu.greeting, { kind: "announcement", name: "default" }] })}
          >
            {t("addPart")}
          </Button>
        </div>
      )}
    </div>
  );
}
