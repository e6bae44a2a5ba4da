/** Who may see what, wired: the same answer for requests, sockets and exports (SEC-7). */

import type { Accounts } from "./accounts/accounts.ts";
import { createLooked } from "./accounts/looked.ts";
import type { House, Subject } from "./accounts/roles.ts";
import type { Core } from "./core.ts";
import { membersOf, scopeOf } from "./figures/scope.ts";
import { createGuard, type Guard } from "./http/guard.ts";
import { type SessionDoor, subjectOfRequest } from "./http/session-middleware.ts";
import { Seats } from "./live/seats.ts";
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
  const subjectIn = ({ session, subject }: Awaited<ReturnType<typeof subjectOfRequest>>) =>
    session === null ? null : { session: session.id, subject };
  const seats = new Seats({
    seatOf: async (request) => subjectIn(await subjectOfRequest(request, door)),
    subjectNow: async (session) => subjectIn(await door.whoIs.ofSession(session))?.subject ?? null,
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
