/** Calls back (KPIS.md 6.2): asked for, done after how long and how many attempts. */
import type { EventOf } from "../../../shared/events/event.ts";
import { type Contact, changesOwner, factOf, NOBODY, type Owner } from "./contact.ts";
import { elapsed } from "./elapsed.ts";
import type { Fact } from "./fact.ts";
import type { Legs } from "./leg.ts";
import { legDims } from "./leg-credit.ts";

type Request = EventOf<"contact.transferred">;
type Connected = EventOf<"contact.answered">;

/** A request, and whose the contact was when it was made. */
interface Asked {
  readonly request: Request;
  readonly owner: Owner;
}

/** Credit Q, at the request: the team of the queue that was asked. */
function requestFact(contact: Contact, { request, owner }: Asked, isDone: boolean): Fact {
  const { team, queue } = owner;
  const ofQueue = contact.directory.teamOfQueue(queue ?? "", request.at) ?? team;
  const credit = { agent: null, team: ofQueue, queue };
  return factOf(contact, "callback.completed", isDone ? 1 : 0, request.at, credit);
}

/** Attempts between the request and the one that reached the customer, that one included. */
function attemptsUntil({ attempts }: Legs, request: Request, connected: Connected): number {
  const before = attempts.filter(
    ({ offered, answered }) =>
      answered !== connected && offered.at >= request.at && offered.at <= connected.at,
  );
  return before.length + 1;
}

/** Credit L, at the connection. A clock that runs behind makes the wait 0, or takes it out (7.5). */
function connectedFacts(
  contact: Contact,
  legs: Legs,
  request: Request,
  connected: Connected,
): Fact[] {
  const leg = legs.legs.find(({ id }) => id === connected.data.legId);
  if (leg === undefined) return [];
  const { at } = connected;
  const dims = legDims(contact, leg, at);
  const wait = elapsed(request.at, at);
  const attempts = attemptsUntil(legs, request, connected);
  return [
    ...(wait.seconds === null ? [] : [factOf(dims, "callback.wait", wait.seconds, at, dims)]),
    factOf(dims, "callback.attempts", attempts, at, dims),
  ];
}

/**
 * Each request is done by the next answer `via: callback`; one answer may do for several requests.
 * Until then it is asked for and not done.
 */
export function callbackFacts(contact: Contact, legs: Legs): Fact[] {
  if (contact.gone === "deleted" || !contact.has.callback) return [];
  const facts: Fact[] = [];
  let open: Asked[] = [];
  let owners = 0;
  for (const event of contact.events) {
    if (changesOwner(event)) owners += 1;
    if (event.type === "contact.transferred" && event.data.kind === "callback") {
      open.push({ request: event, owner: contact.owners[owners - 1] ?? NOBODY });
    } else if (event.type === "contact.answered" && event.data.via === "callback") {
      for (const asked of open) {
        facts.push(requestFact(contact, asked, true));
        facts.push(...connectedFacts(contact, legs, asked.request, event));
      }
      open = [];
    }
  }
  return [...facts, ...open.map((asked) => requestFact(contact, asked, false))];
}
