/**
 * Invitations: invitation/<digest of the token>, one use, 72 h (SEC-23). The roles are inside. One
 * for somebody who is a user already sets a new password: that is how a forgotten one is replaced.
 */
import { z } from "zod";
import { fail, ok, type Result } from "../../shared/result.ts";
import { HOUR_MS } from "../../shared/time/interval.ts";
import { type Accounts, type Actor, rolesText } from "./accounts.ts";
import { newPassword, type PasswordRefused } from "./passwords.ts";
import { listKept, readKept, type Settings } from "./records.ts";
import { type Role, role } from "./roles.ts";
import { digestOf, newToken } from "./tokens.ts";
import { addUser, changeUser, type Refused, type User, userByEmail, userById } from "./users.ts";

export const INVITATION_MS = 72 * HOUR_MS;
export const INVITATIONS_MAX = 1_000;

const PREFIX = "invitation/";

const stored = z.object({
  email: z.string(),
  roles: z.array(role),
  /** The user who gets a new password; null: a new user. */
  user: z.string().nullable(),
  createdAt: z.int(),
  createdBy: z.string(),
  endsAt: z.int(),
});

/** `id` is no secret: the digest of the token. */
export type Invitation = z.infer<typeof stored> & { readonly id: string };

/** The token is shown once, in a link /join#TOKEN. */
export interface Invited {
  readonly token: string;
  readonly invitation: Invitation;
}

/** Those that can still be used, newest first. Removes the others. */
export async function listInvitations({ settings, now }: Accounts): Promise<Invitation[]> {
  const all = await listKept(settings, PREFIX, stored);
  const over = all.filter(({ value }) => value.endsAt <= now());
  if (over.length > 0) {
    await settings.putSettings(Object.fromEntries(over.map(({ key }) => [PREFIX + key, null])));
  }
  return all
    .filter(({ value }) => value.endsAt > now())
    .map(({ key, value }) => ({ ...value, id: key }))
    .sort((a, b) => b.createdAt - a.createdAt);
}

async function make(
  accounts: Accounts,
  by: Actor,
  { email, roles, user }: Pick<Invitation, "email" | "roles" | "user">,
): Promise<Result<Invited, "too_many">> {
  const all = await listInvitations(accounts);
  if (all.length >= INVITATIONS_MAX) return fail("too_many");
  const token = newToken();
  const id = digestOf(token);
  const createdAt = accounts.now();
  const endsAt = createdAt + INVITATION_MS;
  const kept = { email: email.trim(), roles, user, createdAt, createdBy: by.actor, endsAt };
  await accounts.audit.note({
    ...by,
    action: "invitation.made",
    ...(user === null ? {} : { subject: user }),
    detail: { invitation: id.slice(0, 12), roles: rolesText(roles) },
  });
  await accounts.settings.putSetting(PREFIX + id, JSON.stringify(kept));
  return ok({ token, invitation: { ...kept, id } });
}

/** Invites somebody new. Refuses an address that is a user's. */
export async function invite(
  accounts: Accounts,
  by: Actor,
  email: string,
  roles: readonly Role[],
): Promise<Result<Invited, "email_taken" | "too_many">> {
  if ((await userByEmail(accounts.settings, email)) !== null) return fail("email_taken");
  return make(accounts, by, { email, roles: [...roles], user: null });
}

/** A link with which this user sets a new password. */
export async function passwordLink(
  accounts: Accounts,
  by: Actor,
  id: string,
): Promise<Result<Invited, "not_found" | "too_many">> {
  const user = await userById(accounts.settings, id);
  if (user === null || !user.isActive) return fail("not_found");
  return make(accounts, by, { email: user.email, roles: user.roles, user: id });
}

/** False: there is none of this id. */
export async function withdrawInvitation(
  { settings, audit }: Accounts,
  by: Actor,
  id: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(id) || (await settings.setting(PREFIX + id)) === null) return false;
  await settings.putSetting(PREFIX + id, null);
  const detail = { invitation: id.slice(0, 12) };
  await audit.note({ ...by, action: "invitation.withdrawn", detail });
  return true;
}

/** The records of those that `isTheirs`, to be removed with whatever makes them void. */
export async function voidInvitations(
  settings: Pick<Settings, "settings">,
  isTheirs: (one: Omit<Invitation, "id">) => boolean,
): Promise<Record<string, null>> {
  const all = await listKept(settings, PREFIX, stored);
  const theirs = all.filter(({ value }) => isTheirs(value));
  return Object.fromEntries(theirs.map(({ key }) => [PREFIX + key, null]));
}

/** What the page of the link shows before anything is typed; null: not usable (any more). */
export async function invitationOf(
  { settings, now }: Accounts,
  token: string,
): Promise<Invitation | null> {
  const id = digestOf(token);
  const kept = await readKept(settings, PREFIX + id, stored);
  return kept === null || kept.value.endsAt <= now() ? null : { ...kept.value, id };
}

export interface Accepting {
  readonly token: string;
  /** Not used when the invitation is for somebody who is a user already. */
  readonly name: string;
  readonly password: string;
  readonly language: User["language"];
}

/** Uses an invitation up: makes the user, or sets the password, once. `gone`: not usable any more. */
export async function acceptInvitation(
  accounts: Accounts,
  { token, name, password, language }: Accepting,
): Promise<Result<User, Refused | PasswordRefused | "gone" | "busy">> {
  const { settings, audit, now, sessions } = accounts;
  const found = await invitationOf(accounts, token);
  if (found === null) return fail("gone");
  const hash = await newPassword(accounts.hashing, password, [found.email, name]);
  if (!hash.ok) return hash;
  const used = { [PREFIX + found.id]: null };
  const still = { [PREFIX + found.id]: await settings.setting(PREFIX + found.id) };
  if (still[PREFIX + found.id] === null) return fail("gone");
  const detail = { invitation: found.id.slice(0, 12) };
  if (found.user !== null) {
    // One password was forgotten: the other links that were made for it end with this one.
    const others = await voidInvitations(settings, ({ user }) => user === found.user);
    const also = { ...others, ...used };
    const done = await changeUser(settings, found.user, { password: hash.value }, also, still);
    if (!done.ok) return done;
    await sessions.endAll({ user: found.user });
    await audit.note({ actor: found.user, role: null, action: "user.password", detail });
    return ok(done.value.after);
  }
  const { email, roles } = found;
  const user = { email, name, language, roles, password: hash.value };
  const made = await addUser(settings, user, now(), used, still);
  if (!made.ok) return made;
  const actor = { actor: made.value.id, role: null, subject: made.value.id };
  await audit.note({ ...actor, action: "invitation.accepted", detail });
  await audit.note({ ...actor, action: "user.created", detail: { roles: rolesText(roles) } });
  return ok(made.value);
}
