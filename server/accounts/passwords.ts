/** What a password may be (SEC-2): long, and not one that everybody tries. Nothing else is asked. */
import { fail, ok, type Result } from "../../shared/result.ts";
import { isCommon } from "./common-passwords.ts";
import type { Hashing } from "./hashing.ts";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export type PasswordRefused = "password_short" | "password_long" | "password_common";

/** Null: it may be one. `about`: the person's own name and address, which anybody would try first. */
export function passwordProblem(
  password: string,
  about: readonly string[] = [],
): PasswordRefused | null {
  const letters = [...password.normalize("NFC")].length;
  if (letters < PASSWORD_MIN) return "password_short";
  if (letters > PASSWORD_MAX) return "password_long";
  return isCommon(password, about) ? "password_common" : null;
}

/** What to keep of a new password, if it may be one. */
export async function newPassword(
  hashing: Hashing,
  password: string,
  about: readonly string[],
): Promise<Result<string, PasswordRefused | "busy">> {
  const refused = passwordProblem(password, about);
  if (refused !== null) return fail(refused);
  const hash = await hashing.hash(password);
  return hash.ok ? ok(hash.value) : hash;
}
