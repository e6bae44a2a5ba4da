/** Until when a promise can still be kept (KPIS.md 4.2), as it was made and as teams changed (D23). */
import { floorTo } from "../../../shared/time/interval.ts";
import type { Promised, PromiseMetric } from "../promises.ts";
import { businessInTimeUntil } from "../schedules.ts";
import type { Contact } from "./contact.ts";
import { isSameTeam, type OwnedPiece, piecesOf, schedulesOf } from "./ownership.ts";

/** What was promised while one team had it. Half-open, ms since 1970. */
export interface Term {
  readonly from: number;
  readonly to: number;
  readonly promised: Promised | null;
  /** The last instant at which it is kept; Infinity: never over. Null: nothing was promised, or the
   * time cannot be told because a team has no schedule. */
  readonly untilAt: number | null;
}

const isLasting = ({ from, to }: { from: number; to: number }): boolean =>
  floorTo(from, 1000) < floorTo(to, 1000);

/** The last instant in time, if the team of the last piece keeps the contact. */
function untilOf(
  contact: Contact,
  { seconds, clock }: Promised,
  startAt: number,
  pieces: readonly OwnedPiece[],
): number | null {
  if (clock === "calendar") return floorTo(startAt, 1000) + seconds * 1000;
  const last = pieces.at(-1);
  if (last === undefined) return null;
  const hours = schedulesOf(contact, [...pieces.slice(0, -1), { ...last, to: Infinity }]);
  const until = businessInTimeUntil(hours, seconds);
  const isKnown = hours.every((piece) => piece.opening !== null || !isLasting(piece));
  return until ?? (isKnown ? Infinity : null);
}

const NO_TERMS: readonly Term[] = [];

/** What was promised from the start of a clock to its end (Infinity: it runs on), team by team. */
export function termsOf(
  contact: Contact,
  metric: PromiseMetric,
  startAt: number,
  endAt: number,
): readonly Term[] {
  const { directory, channel, created } = contact;
  if (!directory.promised.has(metric)) return NO_TERMS;
  const priority = created?.data.priority ?? null;
  const pieces = piecesOf(contact, startAt, endAt, isSameTeam);
  return pieces.map(({ from, to, owner }, index) => {
    const promised = directory.promise(metric, { team: owner.team, channel, priority }, from);
    const had = pieces.slice(0, index + 1);
    const untilAt = promised === null ? null : untilOf(contact, promised, startAt, had);
    return { from, to, promised, untilAt };
  });
}

/**
 * When the promise is broken unless it is kept before: the first term to run out while it holds. A team
 * that gets it too late for its own promise breaks it at once. Infinity: never; null: no promise.
 */
export function brokenAt(terms: readonly Term[]): number | null {
  const last = terms.at(-1);
  for (const term of terms) {
    if (term.untilAt === null) continue;
    const at = Math.max(term.untilAt, term.from);
    if (at < term.to || term === last) return at;
  }
  return null;
}
