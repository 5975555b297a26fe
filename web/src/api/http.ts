/**
 * Requests to the native API with the cookie of the session.
 *
 * When the session has ended, a request waits until somebody has logged in again and is then sent anew, so that nothing
 * is lost that was being saved.
 */
import { changedRole, ended } from "../session/renewal";
import { ProblemError, Unreachable, type Problem } from "./problem";
import { isAway, lost } from "./reach";

export const BASE = "/rest/v1";

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Options {
  body?: unknown;
  query?: Query;
  ifMatch?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  data: T;
  /** The revision, as `If-Match` takes it; empty where the endpoint has none. */
  etag: string;
  /** Warnings about what was written, such as a feature code that hides an option. */
  warnings: string[];
}

/** Sends JSON or a form, and gives the JSON of the answer. Throws ProblemError, Unreachable. */
export async function send<T>(method: string, path: string, options: Options = {}): Promise<Answer<T>> {
  const response = await fetched(new Request(urlOf(path, options.query), requestOf(method, options)));
  const data = response.status === 204 ? undefined : ((await response.json()) as unknown);
  return { data: data as T, etag: response.headers.get("ETag") ?? "", warnings: warningsOf(response) };
}

/** The address of an endpoint; parameters that are empty or missing are left out. */
export function urlOf(path: string, query: Query = {}): string {
  const url = new URL(BASE + path, location.origin);
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** As `fetch`, but it throws what is no success, and waits for a new session when the old one has ended. */
export async function fetched(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await reached(request);
  if (response.ok) return response;
  const problem = await problemOf(response);
  if (SINCE_LOG_IN.includes(problem.code)) changedRole();
  if (problem.code !== "unauthenticated") throw new ProblemError(problem);
  await ended(problem);
  return fetched(again);
}

/** What is refused to whom the page takes for somebody who may: an admin has changed that since. */
const SINCE_LOG_IN = ["forbidden", "password-change-needed", "second-factor-needed"];

async function reached(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (!isAway(response)) return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
  }
  lost();
  throw new Unreachable();
}

function requestOf(method: string, { body, ifMatch, signal }: Options): RequestInit {
  const headers = new Headers();
  if (ifMatch) headers.set("If-Match", ifMatch);
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) {
    headers.set("Content-Type", method === "PATCH" ? "application/merge-patch+json" : "application/json");
  }
  const sent = body === undefined ? null : isForm ? body : JSON.stringify(body);
  return { method, headers, body: sent, credentials: "same-origin", signal: signal ?? null };
}

async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/problem+json")) return (await response.json()) as Problem;
  return { type: "about:blank", title: response.statusText, status: response.status, detail: "", code: "no-answer" };
}

/** The texts of `Warning: 299 Switchboard "text"` headers. */
function warningsOf(response: Response): string[] {
  const header = response.headers.get("Warning") ?? "";
  return [...header.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? "").replace(/\\(.)/g, "$1"));
}
