/** What an administrator does with users and sessions, noted in the audit log. */
import type { Result } from "../../shared/result.ts";
import { ok } from "../../shared/result.ts";
import { type Accounts, type Actor, rolesText } from "./accounts.ts";
import { changeUser, type Refused, type User, type UserChange } from "./users.ts";

/** Changes a user; one who is deactivated is signed out everywhere. */
export async function manageUser(
  { settings, sessions, audit }: Accounts,
  by: Actor,
  id: string,
  change: Omit<UserChange, "password">,
): Promise<Result<User, Refused | "gone">> {
  const done = await changeUser(settings, id, change);
  if (!done.ok) return done;
  const { before, after } = done.value;
  const note = { ...by, subject: id };
  if (before.rights !== after.rights) {
    const detail = { from: rolesText(before.roles), to: rolesText(after.roles) };
    await audit.note({ ...note, action: "user.roles", detail });
  }
  if (before.isActive !== after.isActive) {
    if (!after.isActive) await sessions.endAll({ user: id });
    await audit.note({ ...note, action: after.isActive ? "user.activated" : "user.deactivated" });
  }
  if (before.name !== after.name || before.language !== after.language) {
    await audit.note({ ...note, action: "user.changed" });
  }
  return ok(after);
}

/** Ends one session. False: there is none of this id. */
export async function revokeSession(
  { sessions, audit }: Accounts,
  by: Actor,
  id: string,
): Promise<boolean> {
  const session = await sessions.findById(id);
  if (session === null || !(await sessions.end(id))) return false;
  const subject = session.user ?? session.device ?? "";
  await audit.note({ ...by, action: "session.revoked", subject, detail: { sessions: 1 } });
  return true;
}

/** Ends all sessions of people, or of one user; televisions are revoked by themselves. Says how many. */
export async function revokeAll(
  { sessions, audit }: Accounts,
  by: Actor,
  user?: string,
): Promise<number> {
  const users = new Set((await sessions.list()).map((one) => one.user));
  let count = 0;
  for (const one of users) {
    if (one === undefined || (user !== undefined && one !== user)) continue;
    const ended = await sessions.endAll({ user: one });
    count += ended;
    await audit.note({
      ...by,
      action: "session.revoked",
      subject: one,
      detail: { sessions: ended },
    });
  }
  return count;
}
