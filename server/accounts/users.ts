/** Users, one record each: user/<id>, and user-email/<address> that leads to it. */
import { z } from "zod";
import { fail, ok, type Result } from "../../shared/result.ts";
import { languages } from "../../shared/text/words.ts";
import { listKept, readKept, type Settings, untilDone } from "./records.ts";
import { type Role, role } from "./roles.ts";
import { newId } from "./tokens.ts";

export const USERS_MAX = 5_000;

const USER = "user/";
const EMAIL = "user-email/";
const ID = /^u_[\w-]{1,40}$/;

const stored = z.object({
  email: z.string(),
  name: z.string(),
  language: z.enum(languages).nullable(),
  roles: z.array(role),
  isActive: z.boolean(),
  createdAt: z.int(),
  /** Grows when the roles change: tokens made under other rights are replaced (SEC-1). */
  rights: z.int(),
  /** Null: cannot sign in with one. */
  password: z.string().nullable(),
});

export type User = z.infer<typeof stored> & { readonly id: string };

/** What makes a user. The address as typed: upper and lower case are the same. */
export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly language: User["language"];
  readonly roles: readonly Role[];
  readonly password: string | null;
}

export type Refused = "email_taken" | "agent_taken" | "too_many" | "last_admin" | "not_found";

/** The same address, however it was typed. */
export const emailKey = (email: string): string => email.trim().normalize("NFC").toLowerCase();

export async function userById(
  settings: Pick<Settings, "setting">,
  id: string,
): Promise<User | null> {
  if (!ID.test(id)) return null;
  const kept = await readKept(settings, USER + id, stored);
  return kept === null ? null : { ...kept.value, id };
}

export async function userByEmail(
  settings: Pick<Settings, "setting">,
  email: string,
): Promise<User | null> {
  const id = await settings.setting(EMAIL + emailKey(email));
  return id === null ? null : userById(settings, id);
}

/** All of them, by name. */
export async function listUsers(settings: Pick<Settings, "settings">): Promise<User[]> {
  const all = await listKept(settings, USER, stored);
  return all
    .map(({ key, value }) => ({ ...value, id: key }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isAdmin = ({ roles, isActive }: Pick<User, "roles" | "isActive">): boolean =>
  isActive && roles.some((one) => one.role === "admin");

export const hasAdmin = async (settings: Pick<Settings, "settings">): Promise<boolean> =>
  (await listUsers(settings)).some(isAdmin);

/** An agent's own pages belong to one person. */
const takesAgentOf = (users: readonly User[], roles: readonly Role[], id?: string): boolean =>
  users.some(
    (user) =>
      user.id !== id &&
      user.isActive &&
      user.roles.some(
        (has) =>
          has.role === "agent" &&
          roles.some((wants) => wants.role === "agent" && wants.agent === has.agent),
      ),
  );

/**
 * Makes a user, if the address is free. `also` are other changes of the same transaction, done only
 * if `expected` is so: the invitation that is used up by this. `gone`: it was not so.
 */
export async function addUser(
  settings: Settings,
  { email, name, language, roles, password }: NewUser,
  now: number,
  also: Record<string, string | null> = {},
  expected: Record<string, string | null> = {},
): Promise<Result<User, Refused | "gone">> {
  const users = await listUsers(settings);
  if (users.length >= USERS_MAX) return fail("too_many");
  if (takesAgentOf(users, roles)) return fail("agent_taken");
  const id = newId("u");
  const key = EMAIL + emailKey(email);
  const user = stored.parse({
    email: email.trim(),
    name: name.trim(),
    language,
    roles,
    isActive: true,
    createdAt: now,
    rights: 1,
    password,
  });
  const done = await settings.putSettings(
    { ...also, [USER + id]: JSON.stringify(user), [key]: id },
    { ...expected, [key]: null },
  );
  if (done) return ok({ ...user, id });
  return fail((await settings.setting(key)) === null ? "gone" : "email_taken");
}

/** What may change. The address does not: it is who signs in. */
export type UserChange = Partial<
  Pick<User, "name" | "language" | "roles" | "isActive" | "password">
>;

/**
 * Changes a user. The last active administrator stays one, also when two are changed at once.
 * `also` as for `addUser`.
 */
export function changeUser(
  settings: Settings,
  id: string,
  change: UserChange,
  also: Record<string, string | null> = {},
  expected: Record<string, string | null> = {},
): Promise<Result<{ readonly before: User; readonly after: User }, Refused | "gone">> {
  return untilDone<Result<{ before: User; after: User }, Refused | "gone">>(async () => {
    const kept = ID.test(id) ? await readKept(settings, USER + id, stored) : null;
    if (kept === null) return fail("not_found");
    const before = kept.value;
    const hasOtherRoles =
      change.roles !== undefined && JSON.stringify(change.roles) !== JSON.stringify(before.roles);
    const after = stored.parse({
      ...before,
      ...change,
      rights: before.rights + (hasOtherRoles ? 1 : 0),
    });
    const relied = await reliesOn(settings, { ...before, id }, { ...after, id });
    if (!relied.ok) return relied;
    const done = await settings.putSettings(
      { ...also, [USER + id]: JSON.stringify(after) },
      { ...expected, ...relied.value, [USER + id]: kept.text },
    );
    if (done) return ok({ before: { ...before, id }, after: { ...after, id } });
    for (const [name, value] of Object.entries(expected)) {
      if ((await settings.setting(name)) !== value) return fail("gone");
    }
    return null;
  });
}

/** Removes a user and what leads to it by e-mail; nobody who is an administrator. Durable when resolved. */
export async function removeUser(settings: Settings, { id, email }: User): Promise<void> {
  await settings.putSettings({ [USER + id]: null, [EMAIL + emailKey(email)]: null });
}

/** What must still be so for this change to be right: another administrator, as she is now. */
async function reliesOn(
  settings: Settings,
  before: User,
  after: User,
): Promise<Result<Record<string, string | null>, Refused>> {
  const all = await listKept(settings, USER, stored);
  const users = all.map(({ key, value }) => ({ ...value, id: key }));
  if (after.isActive && takesAgentOf(users, after.roles, after.id)) return fail("agent_taken");
  if (!isAdmin(before) || isAdmin(after)) return ok({});
  const other = all.find(({ key, value }) => key !== before.id && isAdmin(value));
  return other === undefined ? fail("last_admin") : ok({ [USER + other.key]: other.text });
}
