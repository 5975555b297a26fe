// Writes the types of the native API from the OpenAPI document that the Python code describes itself by.
// `--check` writes nothing and fails when the file is stale.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import openapi, { astToString } from "openapi-typescript";

const target = new URL("../src/api/schema.d.ts", import.meta.url);
const python = process.env.PYTHON ?? new URL("../../.venv/bin/python", import.meta.url).pathname;
const tool = new URL("../../tools/openapi.py", import.meta.url).pathname;

const document = JSON.parse(execFileSync(python, [tool], { maxBuffer: 1 << 26 }).toString());
const types = astToString(await openapi(document, { defaultNonNullable: false, alphabetize: true }));

if (!process.argv.includes("--check")) writeFileSync(target, types);
else if (readFileSync(target, "utf8") !== types) {
  console.error("web/src/api/schema.d.ts is stale: npm run client");
  process.exit(1);
}
