/** The typed client: paths, parameters and bodies as the OpenAPI document has them. */
import createClient from "openapi-fetch";
import { BASE, fetched } from "./http";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** `await got(api.GET("/calls", { params: { query: { state: "open" } } }))`. Throws as `fetched` does. */
export const api = createClient<paths>({ baseUrl: BASE, fetch: fetched });

/** The data of an answer; errors have been thrown before. */
export async function got<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
