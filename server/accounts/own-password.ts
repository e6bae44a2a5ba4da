/** Somebody changes her own password: all her sessions end, also those of whoever knew the old one. */
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Accounts, rolesText } from "./accounts.ts";
import { voidInvitations } from "./invitations.ts";
import { newPassword, type PasswordRefused } from "./passwords.ts";
import { changeUser, emailKey, type Refused, type User, userById } from "./users.ts";

export type ChangeRefused =
  | { readonly code: Refused | PasswordRefused | "wrong" | "busy" | "gone" }
  | { readonly code: "wait"; readonly waitMs: number };

/** `current` is asked because an open screen is not its owner; tries are limited as at sign-in. */
export async function changePassword(
  { settings, hashing, limits, audit, sessions }: Accounts,
  id: string,
  {
    current,
    password,
    address,
  }: { readonly current: string; readonly password: string; readonly address: string },
): Promise<Result<User, ChangeRefused>> {
  const user = await userById(settings, id);
  if (user === null) return fail({ code: "not_found" });
  const account = emailKey(user.email);
  const waitMs = limits.begin(address, account);
  if (waitMs > 0) return fail({ code: "wait", waitMs });
  const isRight = await hashing.verify(current, user.password);
  if (!isRight.ok) {
    limits.undo(address, account);
    return fail({ code: "busy" });
  }
  if (!isRight.value) return fail({ code: "wrong" });
  limits.succeeded(address, account);
  const hash = await newPassword(hashing, password, [user.email, user.name]);
  if (!hash.ok) return fail({ code: hash.problem });
  const links = await voidInvitations(settings, (one) => one.user === id);
  const done = await changeUser(settings, id, { password: hash.value }, links);
  if (!done.ok) return fail({ code: done.problem });
  await sessions.endAll({ user: id });
  const role = rolesText(user.roles);
  await audit.note({ actor: id, role, action: "user.password", subject: id });
  return ok(done.value.after);
}
