/** Why something was refused, in the words of a screen. */
import type { MessageKey } from "../../shared/text/messages.en.ts";
import { isKey, type Words } from "../../shared/text/words.ts";
import type { Problem } from "../api.ts";

const BY_STATUS: Readonly<Record<number, MessageKey>> = {
  0: "problem.unreachable",
  401: "problem.signed_out",
  403: "problem.forbidden",
  404: "problem.not_found",
  409: "problem.changed",
};

export function problemText(words: Words, problem: Problem): string {
  const { code, status, detail, retryAfterSeconds } = problem;
  const own = `problem.${code}`;
  if (isKey(own)) return words(own, { seconds: retryAfterSeconds ?? 5 });
  if (status === 429) return words("problem.wait", { seconds: retryAfterSeconds ?? 5 });
  const key = BY_STATUS[status];
  return key === undefined ? words("problem.other", { detail }) : words(key);
}
