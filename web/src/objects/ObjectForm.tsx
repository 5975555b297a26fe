import { Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "../ui/Empty";
import { Card } from "../ui/Page";
import { MembersOf } from "./fields/GroupField";
import { FieldFor } from "./fields/FieldFor";
import { Form } from "./fields/context";
import { useReason } from "./fields/useReason";
import styles from "./ObjectForm.module.css";
import { schemaOf, useKinds, type KindInfo } from "./kinds";
import { layoutOf } from "./layout";
import { isInitial, shapeOf, type Schema, type Schemas } from "./schema";

type Document = Record<string, unknown>;

interface FormProps {
  info: KindInfo;
  value: Document;
  onChange: (document: Document, group?: string) => void;
  error: unknown;
  disabled: boolean;
}

/** The form of a kind, made from its schema. */
export function ObjectForm({ info, value, onChange, error, disabled }: FormProps) {
  const { i18n, t } = useTranslation("objects");
  const kinds = useKinds();
  const context = useMemo(() => ({ schemas: kinds?.schemas ?? {}, error, disabled }), [kinds, error, disabled]);
  if (!kinds) return <Loading />;
  const members = schemaOf(kinds, info).properties ?? {};
  const shown = Object.keys(members).filter((name) => !members[name]?.readOnly && !(info.single && name === "name"));
  const { sections, more } = layoutOf(info.model, shown);
  const field = (name: string) => (
    <FieldFor
      key={name}
      schema={members[name] as Schema}
      model={info.model}
      name={name}
      value={value[name]}
      at={`/${name}`}
      onChange={(next, group) => onChange({ ...value, [name]: next }, group)}
    />
  );
  return (
    <Form value={context}>
      <Suspense fallback={<Loading />}>
        {sections.map((section) => {
          const [only = ""] = section.fields;
          const shape = section.fields.length === 1 ? shapeOf(members[only] ?? {}) : null;
          const title = section.title && i18n.t(`objects:sections.${section.title}`);
          const about = i18n.exists(`objects:about.${section.title}`) && (
            <p className={styles.about}>{i18n.t(`objects:about.${section.title}`)}</p>
          );
          if (shape?.is === "group") {
            return (
              <More key={section.title} open={isSet(only, value, members, kinds.schemas)} label={title}>
                {about}
                <div className={styles.fields}>
                  <MembersOf
                    model={info.model}
                    name={only}
                    inner={shape.model}
                    value={value[only]}
                    at={`/${only}`}
                    onChange={(next, group) => onChange({ ...value, [only]: next }, group)}
                  />
                </div>
              </More>
            );
          }
          return (
            <Card key={section.title} title={title}>
              {about}
              <div className={styles.fields}>{section.fields.map(field)}</div>
            </Card>
          );
        })}
        {more.length > 0 && (
          <More
            open={more.some((name) => name !== "position" && isSet(name, value, members, kinds.schemas))}
            label={t("more")}
          >
            <div className={styles.fields}>{more.map(field)}</div>
          </More>
        )}
        <Whole />
      </Suspense>
    </Form>
  );
}

function More({ open, label, children }: { open: boolean; label: string; children: React.ReactNode }) {
  return (
    <details className={styles.more} open={open}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}

/** What is wrong with the document as a whole. */
function Whole() {
  const reason = useReason("");
  return reason ? (
    <p className={styles.error} role="alert">
      {reason}
    </p>
  ) : null;
}

function isSet(name: string, value: Document, members: Record<string, Schema>, schemas: Schemas): boolean {
  return !isInitial(value[name], members[name] ?? {}, schemas);
}
