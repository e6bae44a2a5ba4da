/** Asks a vendor: below its base address only, never elsewhere, within a time and a size. */
import { fail, ok, type Result } from "../../shared/result.ts";
import type { PullAnswer, PullRequest } from "../sources/pull.ts";
import { answerText } from "./answer-text.ts";
import type { Authoriser, Fetch } from "./authorise.ts";

/** One answer; vendors' pages of 1,000 records have a few MB. */
export const ANSWER_BYTES_MAX = 32 * 1024 * 1024;
export const ASK_MS_MAX = 60_000;
/** A vendor that holds a request until something happens may hold it for so long. */
export const HELD_MS_MAX = 130_000;

/** Why there is no answer, in words for the page Sources; no secret is in it. */
export type Send = (
  request: PullRequest,
  signal: AbortSignal,
) => Promise<Result<PullAnswer, string>>;

/** Null: the path leads away from the base, to another host or up with `..`. */
function urlOf(base: string, path: string): URL | null {
  const root = base.replace(/\/+$/, "");
  if (!path.startsWith("/") || !URL.canParse(root) || !URL.canParse(root + path)) return null;
  const [below, url] = [new URL(root), new URL(root + path)];
  const folder = `${below.pathname.replace(/\/+$/, "")}/`;
  return url.origin === below.origin && url.pathname.startsWith(folder) ? url : null;
}

/** Names in lower case; cookies one a line. */
function headersOf({ headers }: Response): PullAnswer["headers"] {
  const cookies = headers.getSetCookie();
  const all = Object.fromEntries(headers);
  return cookies.length === 0 ? all : { ...all, "set-cookie": cookies.join("\n") };
}

export function vendor(base: string, authorise: Authoriser, ask: Fetch): Send {
  return async ({ method, path, headers = {}, body, timeoutMs = ASK_MS_MAX }, signal) => {
    const timeout = AbortSignal.timeout(Math.min(timeoutMs, HELD_MS_MAX));
    const url = urlOf(base, path);
    if (url === null) return fail("what is asked next is not below its address");
    try {
      const admitted = await authorise.headers(signal);
      if (!admitted.ok) return admitted;
      const response = await ask(url, {
        method,
        headers: { accept: "application/json", ...headers, ...admitted.value },
        ...(body === undefined ? {} : { body }),
        redirect: "manual",
        signal: AbortSignal.any([signal, timeout]),
      });
      if (response.status === 401) authorise.forget();
      const text = await answerText(response, ANSWER_BYTES_MAX);
      if (text === null) return fail("its answer is too large");
      return ok({ status: response.status, headers: headersOf(response), text });
    } catch (problem) {
      return fail(`it cannot be reached (${wordOf(problem)})`);
    }
  };
}

/** The system's word for it, such as ECONNREFUSED; never a message, which may hold an address with a query. */
function wordOf(problem: unknown): string {
  if (!(problem instanceof Error)) return "unknown";
  const { cause } = problem;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : null;
  return typeof code === "string" ? code : problem.name;
}
