import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetched } from "../api/http";
import { Empty, Loading } from "../ui/Empty";
import { Field } from "../ui/Field";
import { Page } from "../ui/Page";
import { ProblemNote } from "../ui/ProblemNote";
import { SearchField } from "../ui/SearchField";
import { OperationRow } from "./OperationRow";
import { Words } from "./Words";
import { grouped, operationsOf, type Document } from "./openapi";
import styles from "./Reference.module.css";

/** Each API with where its document is; all of them are for anybody to read. */
const APIS = [
  { name: "Switchboard", file: "/rest/v1/openapi.json", server: "/rest/v1" },
  { name: "Yeastar", file: "/openapi/openapi.json", server: "" },
  { name: "Servetel", file: "/v1/openapi.json", server: "" },
  { name: "PortSIP", file: "/api/openapi.json", server: "" },
] as const;

/** What programs can ask for: every endpoint of every API, with examples to copy. */
export default function ReferenceScreen() {
  const { t } = useTranslation("reference");
  const [chosen, setChosen] = useState<(typeof APIS)[number]>(APIS[0]);
  const [search, setSearch] = useState("");
  const { data, error, refetch } = useQuery({
    queryKey: ["reference", chosen.file],
    queryFn: async ({ signal }) => (await (await fetched(new Request(chosen.file, { signal }))).json()) as Document,
    staleTime: Infinity,
  });
  const groups = useMemo(() => (data ? grouped(operationsOf(data), search) : []), [data, search]);
  const server = location.origin + (chosen.server || (data?.servers?.[0]?.url ?? ""));

  return (
    <Page title={t("title")}>
      <div className={styles.choice}>
        <Field label={t("which")}>
          <select
            value={chosen.name}
            onChange={(event) => setChosen(APIS.find((one) => one.name === event.target.value) ?? APIS[0])}
          >
            {APIS.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </Field>
        <SearchField label={t("search")} onSearch={setSearch} />
        <a href={chosen.file}>{t("document")}</a>
      </div>
      {data?.info.description && (
        <p>
          <Words text={data.info.description} />
        </p>
      )}
      {error && <ProblemNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && groups.length === 0 && <Empty title={t("nothing")} />}
      {data &&
        groups.map(([group, operations]) => (
          <section key={group} className={styles.group}>
            <h2>{group}</h2>
            {operations.map((operation) => (
              <OperationRow
                key={`${chosen.name} ${operation.method} ${operation.path}`}
                operation={operation}
                document={data}
                server={server}
              />
            ))}
          </section>
        ))}
    </Page>
  );
}
