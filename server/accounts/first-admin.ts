/** The first administrator: by a one-time link in the server's log; there is no default password (SEC-23). */
import { z } from "zod";
import { fail, ok, type Result } from "../../shared/result.ts";
import { HOUR_MS } from "../../shared/time/interval.ts";
import { type Accounts, rolesText } from "./accounts.ts";
import { newPassword, type PasswordRefused } from "./passwords.ts";
import { readKept } from "./records.ts";
import type { Role } from "./roles.ts";
import { digestOf, newToken } from "./tokens.ts";
import { addUser, hasAdmin, type Refused, type User } from "./users.ts";

export const SETUP_MS = 72 * HOUR_MS;

const SETUP = "setup";
const stored = z.object({ sha256: z.string(), endsAt: z.int() });

/**
 * A new token for a link /start#TOKEN; older ones mean nothing from now on. Null: there is an
 * administrator, who invites others.
 */
export async function setupToken({ settings, audit, now }: Accounts): Promise<string | null> {
  if (await hasAdmin(settings)) return null;
  const token = newToken();
  await audit.note({ actor: "system", role: null, action: "setup.begun" });
  const kept = { sha256: digestOf(token), endsAt: now() + SETUP_MS };
  await settings.putSetting(SETUP, JSON.stringify(kept));
  return token;
}

export interface FirstAdmin {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language: User["language"];
  /** Sees team figures as well: in a small team the administrator often does. */
  readonly alsoManager: boolean;
}

/** Makes the first administrator, once. `gone`: the link means nothing (any more). */
export async function firstAdmin(
  accounts: Accounts,
  { token, name, email, password, language, alsoManager }: FirstAdmin,
): Promise<Result<User, Refused | PasswordRefused | "gone" | "busy">> {
  const { settings, audit, now } = accounts;
  const kept = await readKept(settings, SETUP, stored);
  const isIt = kept?.value.sha256 === digestOf(token) && kept.value.endsAt > now();
  if (kept === null || !isIt || (await hasAdmin(settings))) return fail("gone");
  const hash = await newPassword(accounts.hashing, password, [email, name]);
  if (!hash.ok) return hash;
  const roles: Role[] = alsoManager
    ? [{ role: "admin" }, { role: "manager" }]
    : [{ role: "admin" }];
  const user = { email, name, language, roles, password: hash.value };
  const made = await addUser(settings, user, now(), { [SETUP]: null }, { [SETUP]: kept.text });
  if (!made.ok) return made;
  const actor = { actor: made.value.id, role: null, subject: made.value.id };
  await audit.note({ ...actor, action: "setup.done", detail: { roles: rolesText(roles) } });
  return ok(made.value);
}
