/** Who may see what, wired: the same answer for requests, sockets and exports (SEC-7). */

import { dateOf } from "../shared/time/interval.ts";
import type { Accounts } from "./accounts/accounts.ts";
import { createLooked } from "./accounts/looked.ts";
import type { House, Subject } from "./accounts/roles.ts";
import type { Who } from "./accounts/who.ts";
import type { Core } from "./core.ts";
import { membersOf, scopeOf } from "./figures/scope.ts";
import { createGuard, type Guard } from "./http/guard.ts";
import { type SessionDoor, subjectOfRequest } from "./http/session-middleware.ts";
import { type Seat, Seats } from "./live/seats.ts";
import type { SocketOptions } from "./live/socket.ts";
import { policyNow } from "./org/policy.ts";

export interface Access extends Pick<SocketOptions, "admit"> {
  readonly guard: Guard;
  readonly seats: Seats;
}

export function createAccess(
  { tail, store, clock }: Core,
  { audit }: Accounts,
  door: SessionDoor,
): Access {
  const now = () => clock.now();
  const zone = () => tail.document().organisation.zone;
  const house: House = {
    isMember: (agent, team) => tail.directory().primaryTeam(agent, now()) === team,
  };
  const guard = createGuard({
    house,
    group: async () => (await policyNow(store)).policy.group,
    looked: createLooked({ settings: store, audit, now, zone }),
  });
  const seatIn = async ({ session, subject }: Who): Promise<Seat | null> =>
    session === null ? null : { session: session.id, subject, mark: await markOf(subject) };
  /** A leader's people and day (PRIV-4, PRIV-13), the group threshold of others (PRIV-5). */
  const markOf = async (subject: Subject): Promise<string> => {
    const { group } = (await policyNow(store)).policy;
    const leads = subject.kind === "user" ? subject.leads : [];
    if (leads.length === 0) return String(group);
    const today = dateOf(now(), zone());
    return JSON.stringify([group, today, leads.map((team) => membersOf(tail, team, now()))]);
  };
  const seats = new Seats({
    seatOf: async (request) => seatIn(await subjectOfRequest(request, door)),
    seatNow: async (session) => seatIn(await door.whoIs.ofSession(session)),
  });
  const admit: SocketOptions["admit"] = async (subject: Subject, view) => {
    const scope = scopeOf(view.scope);
    if (!scope.ok) return "not_found";
    const { filter } = scope.value;
    const granted = await guard.ask(subject, { kind: "board", screen: view.screen, of: filter });
    if (!("yes" in granted)) return "not_found";
    const { yes, sees, opened } = granted;
    if (view.agent !== undefined) {
      const of = { ...filter, agent: view.agent };
      const person = await guard.ask(subject, { kind: "figures", of, by: null });
      if (!("yes" in person)) return "not_found";
      await person.opened([view.agent], "figures");
    }
    const persons = yes.persons === "members" && yes.team !== null;
    if (persons && view.screen === "team") await opened(membersOf(tail, yes.team, now()), "table");
    return { persons, group: sees.group };
  };
  return { guard, seats, admit };
}
