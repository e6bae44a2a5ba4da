/**
 * Somebody is erased (PRIV-8): the user who was this agent is gone at once, sessions first, and with it the
 * name and e-mail address; so is who looked at the agent. An administrator stays one, but as nobody's agent.
 */
import type { Looked } from "./looked.ts";
import type { Settings } from "./records.ts";
import type { Sessions } from "./sessions.ts";
import { changeUser, listUsers, removeUser } from "./users.ts";

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
  for (const user of await listUsers(settings)) {
    if (!user.roles.some(isTheirs)) continue;
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
