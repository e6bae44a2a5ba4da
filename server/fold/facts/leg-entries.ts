/** What a contact's legs bring to the days of their agents (KPIS.md 5.2, 6.2). */
import { daysOf, type LegEntry } from "../timeline/entry.ts";
import type { Attempt } from "./attempts.ts";
import { type Contact, factOf } from "./contact.ts";
import type { Fact } from "./fact.ts";
import { type HandledLeg, isFine, type Legs } from "./leg.ts";
import { attemptDims, legDims } from "./leg-credit.ts";
import { wrapsFrom } from "./leg-parts.ts";
import { piecesOfHandled, piecesOfOpen, secondsOfPieces, sessionOf } from "./leg-pieces.ts";
import type { Leg } from "./legs.ts";
import type { Work } from "./work.ts";

/** Dialling that nobody ended counts for this long: no telephone rings for longer (D28). */
const DIAL_MS_MAX = 5 * 60_000;

/** Before it is known whose days it touches: nobody's leg touches none. */
type Loose = Omit<LegEntry, "timeline" | "kind" | "contact">;

/** The agent's day looks for the end of a wrap-up that nobody told. */
function wrapping(contact: Contact, leg: Leg): Pick<LegEntry, "wrapsFrom"> {
  const from = wrapsFrom(contact, leg);
  return from === null ? NO_WRAPPING : { wrapsFrom: from };
}

const NO_WRAPPING = {};

const handledEntry = (contact: Contact, one: HandledLeg): Loose => ({
  leg: one.leg.id,
  role: "handled",
  pieces: piecesOfHandled(contact, one),
  session: sessionOf(one.leg, one.parts.session),
  at: one.at,
  dims: one.dims,
  ...wrapping(contact, one.leg),
});

/** A leg in progress, or a consult: busy time, of which nothing counts yet. */
function openEntry(contact: Contact, leg: Leg): Loose {
  const dims = legDims(contact, leg, wrapsFrom(contact, leg) ?? leg.answered?.at ?? 0);
  const role = leg.role === "consult" ? "consult" : "handled";
  const pieces = piecesOfOpen(contact, leg, dims);
  const session = role === "consult" ? null : sessionOf(leg, null);
  return { leg: leg.id, role, pieces, session, at: null, dims, ...wrapping(contact, leg) };
}

/** An attempt that reached nobody (so far): its seconds are busy time. */
function attemptEntry(contact: Contact, attempt: Attempt, index: number): Loose | null {
  const { offered, begunAt, failed, answered } = attempt;
  if (begunAt === null || answered !== undefined) return null;
  const end = failed === undefined ? begunAt + DIAL_MS_MAX : Math.max(begunAt, failed.at);
  return {
    leg: `dial ${index} ${offered.data.offerId}`,
    role: "dial",
    pieces: [[begunAt, end]],
    session: null,
    at: null,
    dims: attemptDims(contact, attempt, begunAt),
  };
}

const workEntry = ({ id, seconds, at, dims }: Work): Loose => ({
  leg: `work ${id}`,
  role: "handled",
  pieces: [[at - 1000 * seconds, at]],
  session: null,
  at,
  dims,
});

/** `now` decides whether an estimated wrap-up is over; until then its leg goes on. */
function looseOf(contact: Contact, { legs, attempts, handled, works }: Legs, now: number): Loose[] {
  const all: Loose[] = [];
  for (const leg of legs) {
    const one = handled.legs.find((other) => other.leg === leg);
    if (one !== undefined && (!one.isEstimated || one.at <= now)) {
      if (isFine(one)) all.push(handledEntry(contact, one));
    } else if (leg.role !== "monitor") all.push(openEntry(contact, leg));
  }
  attempts.forEach((attempt, index) => {
    const entry = attemptEntry(contact, attempt, index);
    if (entry !== null) all.push(entry);
  });
  for (const work of works) all.push(workEntry(work));
  return all;
}

/**
 * One entry per day that a leg touches or counts on; what is nobody's has no day to share it out, so
 * its workload is a fact here.
 */
export function legEntries(
  contact: Contact,
  read: Legs,
  now: number,
): { entries: LegEntry[]; facts: Fact[] } {
  const entries: LegEntry[] = [];
  const facts: Fact[] = [];
  const { key, gone } = contact;
  if (gone === "deleted" || key === null) return { entries, facts };
  for (const { leg, role, pieces, session, at, dims, ...rest } of looseOf(contact, read, now)) {
    if (dims.agent !== null) {
      for (const timeline of daysOf(dims.agent, { pieces, at })) {
        entries.push({
          kind: "leg",
          timeline,
          contact: key,
          leg,
          role,
          pieces,
          session,
          at,
          dims,
          ...rest,
        });
      }
    } else if (role === "handled" && at !== null) {
      facts.push(factOf(dims, "leg.workload", secondsOfPieces(pieces), at, dims));
    }
  }
  return { entries, facts };
}
