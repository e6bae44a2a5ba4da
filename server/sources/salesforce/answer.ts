/** What Salesforce's answers mean when they are not what was asked for: limits, tokens that are over, what it lacks. */
import { refusedAnswer } from "../answers.ts";
import { parseJson } from "../big-json.ts";
import type { PullAnswer, PullProblem } from "../pull.ts";
import { isObject } from "./message.ts";

/** Its own limit of requests a day is spent. */
const LIMIT_MS = 900_000;
export const EXPIRED_MS = 5_000;

export const bodyOf = ({ text }: PullAnswer): unknown => {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : null;
};

/** `[{"errorCode": "…"}]`, or nothing of the kind. */
export function errorCodeIn(answer: PullAnswer): string {
  const body = bodyOf(answer);
  const first: unknown = Array.isArray(body) ? body[0] : body;
  return isObject(first) && typeof first.errorCode === "string" ? first.errorCode : "";
}

/** A token of Salesforce says nothing of its end: it is simply over, and the next one is fetched. */
export function refused(answer: PullAnswer, now: number): PullProblem | null {
  const problem = refusedAnswer(answer, now);
  if (problem === null) return null;
  if (answer.status === 401) return { ...problem, retryMs: EXPIRED_MS };
  if (answer.status === 403 && errorCodeIn(answer) === "REQUEST_LIMIT_EXCEEDED") {
    return { reason: "403: its limit of requests for today is spent", retryMs: LIMIT_MS };
  }
  return problem;
}

/** An object that this edition does not have, or that we may not read; a page that is no longer kept. */
export const ABSENT = ["INVALID_TYPE", "INVALID_FIELD", "MALFORMED_QUERY", "NOT_FOUND"];
export const EXPIRED = ["INVALID_QUERY_LOCATOR", "QUERY_TIMEOUT"];
