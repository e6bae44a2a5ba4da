/**
 * The one place where somebody proves who they are. Sign-in through an organisation's own directory
 * (OIDC, SEC-4) is a second function here that gives the same `User`; a second factor (TOTP, SEC-24) is
 * a second question between the password and `ok` below. Both are for later; neither exists yet.
 */
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Accounts } from "./accounts.ts";
import { emailKey, type User, userByEmail } from "./users.ts";

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Where the request came from. */
  readonly address: string;
}

/** `wrong` says as little as that: unknown user, wrong password, deactivated. */
export type SignInRefused =
  | { readonly code: "wrong" | "busy" }
  | { readonly code: "wait"; readonly waitMs: number };

/** Who this is, if it is. Takes the same time whether or not there is such a user. Refusals are audited. */
export async function signIn(
  { settings, hashing, limits, audit }: Accounts,
  { email, password, address }: Credentials,
): Promise<Result<User, SignInRefused>> {
  const account = emailKey(email);
  const waitMs = limits.begin(address, account);
  if (waitMs > 0) return fail({ code: "wait", waitMs });
  const user = await userByEmail(settings, account);
  const isRight = await hashing.verify(password, user?.password ?? null);
  if (!isRight.ok) {
    limits.undo(address, account);
    return fail({ code: "busy" });
  }
  if (user === null || !isRight.value || !user.isActive) {
    const who = user === null ? { actor: "unknown" } : { actor: "unknown", subject: user.id };
    await audit.note({ ...who, role: null, action: "session.refused", detail: { why: "wrong" } });
    return fail({ code: "wrong" });
  }
  limits.succeeded(address, account);
  return ok(user);
}
