/**
 * Somebody is erased (PRIV-8): the user who was this agent is gone at once, sessions first, and with it the
 * name and e-mail address; so are invitations, and who looked at the agent. An administrator stays one,
 * but as nobody's agent.
 */
import { voidInvitations } from "./invitations.ts";
import type { Looked } from "./looked.ts";
import type { Settings } from "./records.ts";
import type { Sessions } from "./sessions.ts";
import { changeUser, emailKey, listUsers, removeUser } from "./users.ts";

export interface Leaving {
  readonly settings: Settings;
  readonly sessions: Sessions;
  readonly looked: Pick<Looked, "forget">;
}

/** How many users are gone. Durable when resolved. */
export async function forgetAgent(
  { settings, sessions, looked }: Leaving,
  agent: string,
): Promise<number> {
  const isTheirs = (role: { readonly role: string; readonly agent?: string }): boolean =>
    role.role === "agent" && role.agent === agent;
  let gone = 0;
  const users = (await listUsers(settings)).filter(({ roles }) => roles.some(isTheirs));
  const addresses = new Set(users.map(({ email }) => emailKey(email)));
  // First: whoever is invited as this agent must not become one again.
  await settings.putSettings(
    await voidInvitations(
      settings,
      ({ roles, email }) => roles.some(isTheirs) || addresses.has(emailKey(email)),
    ),
  );
  for (const user of users) {
    await sessions.endAll({ user: user.id });
    if (user.roles.some(({ role }) => role === "admin")) {
      const roles = user.roles.filter((role) => !isTheirs(role));
      await changeUser(settings, user.id, { roles });
    } else {
      await removeUser(settings, user);
      gone += 1;
    }
  }
  await looked.forget(agent);
  return gone;
}
