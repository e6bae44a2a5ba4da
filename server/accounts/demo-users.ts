/** The demo's own users, one for each role: made when first asked for, without a password (UX-20). */

import { addDevice, deviceOf } from "./devices.ts";
import type { Settings } from "./records.ts";
import type { Role } from "./roles.ts";
import { addUser, changeUser, type User, userByEmail } from "./users.ts";

export const DEMO_ROLES = ["agent", "lead", "manager", "admin", "television"] as const;
export type DemoRole = (typeof DEMO_ROLES)[number];

/** Where each begins; a manager at the first page there is for one. */
export const DEMO_HOMES: Readonly<Record<DemoRole, string>> = {
  agent: "/me",
  lead: "/team",
  manager: "/",
  admin: "/sources",
  television: "/wall",
};

/** Whom the demo lets in: one of its agents, and the team she is in. */
export interface Cast {
  readonly agent: string;
  readonly team: string;
}

const NAMES: Readonly<Record<Exclude<DemoRole, "television">, string>> = {
  agent: "Demo agent",
  lead: "Demo team leader",
  manager: "Demo manager",
  admin: "Demo administrator",
};

function rolesOf(as: Exclude<DemoRole, "television">, { agent, team }: Cast): Role[] {
  if (as === "agent") return [{ role: "agent", agent }];
  return as === "lead" ? [{ role: "lead", teams: [team] }] : [{ role: as }];
}

/** The demo's user of a role. Throws when the store will not have it. */
export async function demoUser(
  settings: Settings,
  as: Exclude<DemoRole, "television">,
  cast: Cast,
  now: number,
): Promise<User> {
  const email = `${as}@demo.invalid`; // a domain that can never exist
  const roles = rolesOf(as, cast);
  const found = await userByEmail(settings, email);
  const done =
    found === null
      ? await addUser(
          settings,
          { email, name: NAMES[as], language: null, roles, password: null },
          now,
        )
      : await changeUser(settings, found.id, { roles, isActive: true });
  if (!done.ok) throw new Error(`the demo's ${as} cannot be made: ${done.problem}`);
  return "after" in done.value ? done.value.after : done.value;
}

const TELEVISION = "d_demo";

/** The demo's television, showing the team's board. Its id. */
export async function demoTelevision(
  settings: Settings,
  { team }: Cast,
  now: number,
): Promise<string> {
  if ((await deviceOf(settings, TELEVISION)) !== null) return TELEVISION;
  await addDevice(settings, {
    id: TELEVISION,
    name: "Demo television",
    team,
    pages: [["queue.waiting", "frt.p50", "csat.score", "abandon.rate_excl_short"]],
    screenInches: 55,
    distanceMetres: 4,
    language: "en",
    theme: "dark",
    pairedBy: "demo",
    pairedAt: now,
  });
  return TELEVISION;
}
