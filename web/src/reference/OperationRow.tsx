import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge, type Tone } from "../ui/Badge";
import { IconButton } from "../ui/Button";
import { tell } from "../ui/toasts";
import { SchemaTable } from "./SchemaTable";
import { Words } from "./Words";
import { curlOf, typeOf, type Document, type Operation } from "./openapi";
import styles from "./Reference.module.css";

interface OperationProps {
  operation: Operation;
  document: Document;
  server: string;
}

const TONES: Record<string, Tone> = { GET: "good", DELETE: "bad", POST: "accent" };

/** An endpoint in a line; opened, everything that is known of it. */
export function OperationRow({ operation, document, server }: OperationProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.operation} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Badge tone={TONES[operation.method] ?? "warn"}>{operation.method}</Badge>
        <code>{operation.path}</code>
        <span>{operation.summary}</span>
      </summary>
      {open && <Details operation={operation} document={document} server={server} />}
    </details>
  );
}

function Details({ operation, document, server }: OperationProps) {
  const { t } = useTranslation("reference");
  const bodies = Object.entries(operation.requestBody?.content ?? {});
  const answers = Object.entries(operation.responses ?? {});
  return (
    <div className={styles.details}>
      {operation.description && (
        <p>
          <Words text={operation.description} />
        </p>
      )}
      <Code text={curlOf(operation, server)} label={t("copyCommand")} />
      {(operation.parameters?.length ?? 0) > 0 && (
        <table>
          <caption className="visually-hidden">{t("parameters")}</caption>
          <tbody>
            {operation.parameters?.map((one) => (
              <tr key={`${one.in} ${one.name}`}>
                <td>
                  <code>{one.name}</code> {one.required && <Badge tone="warn">{t("required")}</Badge>}
                </td>
                <td>{one.in}</td>
                <td>
                  <code>{typeOf(one.schema ?? {})}</code>
                </td>
                <td>
                  <Words text={one.description} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {bodies.map(([type, { schema, example }]) => (
        <section key={type}>
          <h3>
            {t("body")} <code>{type}</code>
          </h3>
          {example !== undefined && <Code text={JSON.stringify(example, null, 2)} label={t("copyExample")} />}
          {schema && <SchemaTable schema={schema} document={document} />}
        </section>
      ))}
      {answers.map(([status, { description, content }]) => (
        <section key={status}>
          <h3>
            {status === "default" ? t("otherwise") : status} {description}
          </h3>
          {Object.entries(content ?? {}).map(
            ([type, { schema }]) => schema && <SchemaTable key={type} schema={schema} document={document} folded />,
          )}
        </section>
      ))}
    </div>
  );
}

/** Text to copy. */
function Code({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation("reference");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => tell(t("copied")),
      () => tell(t("notCopied"), "bad"),
    );
  return (
    <div className={styles.code}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <pre tabIndex={0}>{text}</pre>
      {window.isSecureContext && <IconButton label={label} icon={<Copy />} onClick={() => void copy()} />}
    </div>
  );
}
