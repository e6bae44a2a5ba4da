/** What a contact's legs bring to the days of their agents (KPIS.md 5.2, 6.2). */
import { DAY_MS } from "../../../shared/time/interval.ts";
import { daysOf, type LegEntry } from "../timeline/entry.ts";
import type { Attempt } from "./attempts.ts";
import { type Contact, factOf } from "./contact.ts";
import { conversationPieces, type Piece } from "./conversation.ts";
import { secondsBetween, secondsOf } from "./elapsed.ts";
import type { Dims, Fact } from "./fact.ts";
import { type HandledLeg, isFine, type Legs } from "./leg.ts";
import { attemptDims, legDims } from "./leg-credit.ts";
import type { Leg } from "./legs.ts";
import type { Work } from "./work.ts";

/** Dialling that nobody ended counts for this long: no telephone rings for longer (D15). */
const DIAL_MS_MAX = 5 * 60_000;

/** A leg is on its agent's days for at most so long before it counts; nothing real is longer. */
const LEG_MS_MAX = 60 * DAY_MS;

/** Before it is known whose days it touches: nobody's leg touches none. */
type Loose = Omit<LegEntry, "timeline" | "kind" | "contact">;

const isVoice = ({ channel }: Dims): boolean => channel === "phone";

/** From the beginning of dialling, else from the answer. */
const beginOf = ({ attempt, answered }: Leg): number | null =>
  attempt?.begunAt ?? answered?.at ?? null;

/** A leg that counts: as long as its parts; in messaging only while the conversation was open. */
function piecesOfHandled(contact: Contact, { leg, parts, at, dims }: HandledLeg): Piece[] {
  const { answered, ended, wrapup, measured, worked } = leg;
  const asWorked = worked !== undefined && !isVoice(dims);
  const length = 1000 * (asWorked ? secondsOf(worked.data.workMs ?? 0) : parts.handle);
  const begin = beginOf(leg) ?? at - length;
  if (isVoice(dims) || measured !== undefined || asWorked || !answered || !ended) {
    return [[begin, begin + length]];
  }
  const pieces = conversationPieces(contact, dims.agent, answered.at, ended.at);
  const doneAt = wrapup?.at ?? at;
  if (doneAt > ended.at) pieces.push([ended.at, doneAt]);
  return pieces;
}

/** A leg that goes on; wrap-up without an end ends when the agent's day says so (agent-day.ts). */
function piecesOfOpen(contact: Contact, leg: Leg, dims: Dims): Piece[] {
  const { answered, ended, wrapup } = leg;
  const begin = beginOf(leg);
  if (answered === undefined || begin === null) return [];
  if (ended === undefined && wrapup !== undefined) return [[begin, Math.max(begin, wrapup.at)]];
  if (isVoice(dims)) return [[begin, null]];
  const pieces = conversationPieces(contact, dims.agent, answered.at, ended?.at ?? null);
  return ended === undefined ? pieces : [...pieces, [ended.at, null]];
}

function sessionOf({ answered, ended, attempt }: Leg, seconds: number | null) {
  if (answered === undefined) return null;
  if (seconds !== null) return [answered.at, answered.at + 1000 * seconds] as const;
  const from = Math.max(answered.at, attempt?.begunAt ?? 0);
  return [from, ended === undefined ? null : Math.max(from, ended.at)] as const;
}

const handledEntry = (contact: Contact, one: HandledLeg): Loose => ({
  leg: one.leg.id,
  role: "handled",
  pieces: piecesOfHandled(contact, one),
  session: sessionOf(one.leg, one.parts.session),
  at: one.at,
  dims: one.dims,
});

/** A leg in progress, or a consult: busy time, of which nothing counts yet. */
function openEntry(contact: Contact, leg: Leg): Loose {
  const { answered, ended } = leg;
  const dims = legDims(contact, leg, answered?.at ?? 0);
  const isConsult = leg.role === "consult";
  const consulted: Piece[] = answered ? [[answered.at, ended?.at ?? null]] : [];
  return {
    leg: leg.id,
    role: isConsult ? "consult" : "handled",
    pieces: isConsult ? consulted : piecesOfOpen(contact, leg, dims),
    session: isConsult ? null : sessionOf(leg, null),
    at: null,
    dims,
  };
}

/** An attempt that reached nobody (so far): its seconds are busy time. */
function attemptEntries(contact: Contact, attempts: readonly Attempt[]): Loose[] {
  return attempts.flatMap((attempt, index): Loose[] => {
    const { begunAt, failed, answered } = attempt;
    if (begunAt === null || answered !== undefined) return [];
    const end = failed === undefined ? begunAt + DIAL_MS_MAX : Math.max(begunAt, failed.at);
    return [
      {
        leg: `dial ${index} ${attempt.offered.data.offerId}`,
        role: "dial",
        pieces: [[begunAt, end]],
        session: null,
        at: null,
        dims: attemptDims(contact, attempt, begunAt),
      },
    ];
  });
}

const workEntry = ({ id, seconds, at, dims }: Work): Loose => ({
  leg: `work ${id}`,
  role: "handled",
  pieces: [[at - 1000 * seconds, at]],
  session: null,
  at,
  dims,
});

/** What is longer than anything real counts from there on only. */
function trimmed(pieces: readonly Piece[], at: number | null): readonly Piece[] {
  const first = (at ?? pieces.at(-1)?.[0] ?? 0) - LEG_MS_MAX;
  if (pieces.every(([from]) => from >= first)) return pieces;
  return pieces
    .filter(([, to]) => to === null || to > first)
    .map(([from, to]) => [Math.max(from, first), to]);
}

/** Seconds of pieces that are over. */
const secondsOfPieces = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, [from, to]) => sum + secondsBetween(from, to ?? from), 0);

/**
 * One entry per day that a leg touches or counts on; what is nobody's has no day to share it out, so
 * its workload is a fact here. `now` decides whether an estimated wrap-up is over.
 */
export function legEntries(
  contact: Contact,
  { legs, attempts, handled, works }: Legs,
  now: number,
): { entries: LegEntry[]; facts: Fact[] } {
  const entries: LegEntry[] = [];
  const facts: Fact[] = [];
  const { key, gone } = contact;
  if (gone === "deleted" || key === null) return { entries, facts };
  const counting = handled.legs.filter(({ at, isEstimated }) => !isEstimated || at <= now);
  const goesOn = (leg: Leg) => leg.role !== "monitor" && !counting.some((one) => one.leg === leg);
  const all = [
    ...counting.filter(isFine).map((one) => handledEntry(contact, one)),
    ...legs.filter(goesOn).map((leg) => openEntry(contact, leg)),
    ...attemptEntries(contact, attempts),
    ...works.map(workEntry),
  ];
  for (const { pieces: whole, ...loose } of all) {
    const { at, dims, role } = loose;
    const pieces = trimmed(whole, at);
    if (dims.agent === null) {
      if (role !== "handled" || at === null) continue;
      facts.push(factOf(dims, "leg.workload", secondsOfPieces(pieces), at, dims));
      continue;
    }
    for (const timeline of daysOf(dims.agent, { pieces, at })) {
      entries.push({ kind: "leg", timeline, contact: key, ...loose, pieces });
    }
  }
  return { entries, facts };
}
