/** What was refused about accounts, as a problem document with a code that screens have words for. */
import type { Response } from "express";
import type { AccountProblem } from "../../shared/wire/account.ts";
import { problem } from "./problem.ts";

const ANSWERS: Record<AccountProblem, readonly [status: number, detail: string]> = {
  wrong: [401, "the e-mail address or the password is not right"],
  wait: [429, "too many tries; wait, then try again"],
  busy: [503, "many people are signing in just now; try again in a few seconds"],
  gone: [410, "this link was used, has expired, or was never right; ask for a new one"],
  password_short: [400, "choose a password of at least 12 characters"],
  password_long: [400, "choose a password of at most 128 characters"],
  password_common: [400, "this is one that everybody tries first; choose another password"],
  email_taken: [409, "there is a user with this e-mail address"],
  agent_taken: [409, "this agent's pages belong to another user already"],
  last_admin: [409, "this is the last administrator; make another one first"],
  too_many: [409, "there are too many of these; remove some first"],
  not_found: [404, "there is no such address"],
  not_secure: [400, "open the dashboard at its https address to sign in"],
};

/** `retryMs` goes into Retry-After, in whole seconds, rounded up. */
export function accountProblem(response: Response, code: AccountProblem, retryMs?: number): void {
  const [status, detail] = ANSWERS[code];
  const wait = code === "busy" ? 5_000 : retryMs;
  const retryAfterSeconds = wait === undefined ? undefined : Math.max(1, Math.ceil(wait / 1000));
  if (retryAfterSeconds !== undefined) response.set("Retry-After", String(retryAfterSeconds));
  problem(response, status, detail, {
    code,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}
