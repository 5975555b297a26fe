import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../ui/Badge";
import { innerOf, nameOf, resolved, typeOf, type Document, type Schema } from "./openapi";
import { Words } from "./Words";
import styles from "./Reference.module.css";

interface SchemaProps {
  schema: Schema;
  document: Document;
  /** Whether it is shown only when it is opened. */
  folded?: boolean;
}

/** The members of an object; objects within it are shown when they are opened. */
export function SchemaTable({ schema, document, folded = false }: SchemaProps) {
  const found = resolved(schema, document);
  const members = Object.entries(found.properties ?? {});
  const name = nameOf(schema) ?? typeOf(schema);
  if (members.length === 0) {
    const inner = innerOf(found).filter((one) => nameOf(one) !== nameOf(schema));
    return (
      <>
        <p>
          <code>{name}</code> <Words text={found.description} />
        </p>
        {inner.map((one, index) => (
          <Inner key={index} schema={one} document={document} />
        ))}
      </>
    );
  }
  if (folded) return <Inner schema={schema} document={document} />;
  return (
    <div className={styles.scroll}>
      {found.description && (
        <p>
          <Words text={found.description} />
        </p>
      )}
      <table>
        <caption className="visually-hidden">{name}</caption>
        <tbody>
          {members.map(([member, of]) => (
            <Member
              key={member}
              name={member}
              schema={of}
              required={found.required?.includes(member) ?? false}
              document={document}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface MemberProps extends SchemaProps {
  name: string;
  required: boolean;
}

function Member({ name, schema, required, document }: MemberProps) {
  const { t } = useTranslation("reference");
  const inner = innerOf(schema);
  return (
    <tr>
      <td>
        <code>{name}</code> {required && <Badge tone="warn">{t("required")}</Badge>}
      </td>
      <td>
        {inner.length === 0 ? (
          <code>{typeOf(schema)}</code>
        ) : (
          inner.map((one, index) => <Inner key={index} schema={one} document={document} />)
        )}
        {schema.default !== undefined && (
          <p className={styles.soft}>
            {t("default")} <code>{JSON.stringify(schema.default)}</code>
          </p>
        )}
        {schema.description && (
          <p className={styles.soft}>
            <Words text={schema.description} />
          </p>
        )}
      </td>
    </tr>
  );
}

/** The name of an object; opened, its members. */
function Inner({ schema, document }: { schema: Schema; document: Document }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.inner} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code>{typeOf(schema)}</code>
      </summary>
      {open && <SchemaTable schema={schema} document={document} />}
    </details>
  );
}
