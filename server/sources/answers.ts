/** What answers of a vendor's API mean whatever they are about: whose turn it is when one is not a 200. */
import type { PullAnswer, PullProblem } from "./pull.ts";

/** When the vendor does not say how long to wait. */
export const LIMITED_MS = 60_000;
export const BROKEN_MS = 10_000;
/** No vendor's word keeps us away for longer. */
export const RETRY_MS_MAX = 3_600_000;

/**
 * `Retry-After` in ms: whole seconds, or an HTTP date (RFC 9110 10.2.3); null: there is none that can be read.
 * `now`: ms since 1970.
 */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const said = /^\s*\d+(\.\d+)?\s*$/.test(value)
    ? Math.ceil(Number(value) * 1000)
    : Date.parse(value) - now;
  return Number.isNaN(said) ? null : Math.min(RETRY_MS_MAX, Math.max(0, said));
}

/** Null: it is a 2xx. Otherwise why nothing can be read of it, and when to ask again. */
export function refusedAnswer({ status, headers }: PullAnswer, now: number): PullProblem | null {
  if (status >= 200 && status < 300) return null;
  const told = retryAfterMs(headers["retry-after"], now);
  if (status === 429) {
    return { reason: "429: it asks us to slow down", retryMs: told ?? LIMITED_MS };
  }
  if (status === 401 || status === 403) {
    const reason = `${status}: it does not accept the credentials, or they may not read this`;
    return { reason, retryMs: null };
  }
  if (status === 408 || status >= 500) {
    return { reason: `${status}: it cannot answer now`, retryMs: told ?? BROKEN_MS };
  }
  return { reason: `${status}: it does not know what we ask for`, retryMs: null };
}
