import type { Schemas } from "../api/client";

export type ApiClient = Schemas["ApiClientShown"];

/** Whose APIs programs speak that log in by an id and a secret. */
export const VENDORS: Record<ApiClient["dialect"], string> = { yeastar: "Yeastar", servetel: "Servetel" };
