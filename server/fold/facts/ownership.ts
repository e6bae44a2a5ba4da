/** A stretch of time by who had the contact (KPIS.md 4.1): one piece per owner, and its open hours. */
import { businessSeconds, type SchedulePiece } from "../schedules.ts";
import { type Contact, type Owner, ownerAt } from "./contact.ts";

/** Half-open, ms since 1970; `to` may be Infinity. */
export interface OwnedPiece {
  readonly from: number;
  readonly to: number;
  readonly owner: Owner;
}

const isSameOwner = (a: Owner, b: Owner): boolean =>
  a.agent === b.agent && a.team === b.team && a.queue === b.queue;

export const isSameTeam = (a: Owner, b: Owner): boolean => a.team === b.team;

/** `[from, to)` cut where the owner is another one; without any time between the two it is one piece. */
export function piecesOf(
  contact: Contact,
  from: number,
  to: number,
  isSame: (a: Owner, b: Owner) => boolean = isSameOwner,
): OwnedPiece[] {
  const pieces: OwnedPiece[] = [];
  let owner = ownerAt(contact, from);
  let start = from;
  for (const next of contact.owners) {
    if (next.at <= from) continue;
    if (next.at >= to) break;
    if (isSame(owner, next)) continue;
    if (next.at > start) pieces.push({ from: start, to: next.at, owner });
    start = next.at;
    owner = next;
  }
  pieces.push({ from: start, to, owner });
  return pieces;
}

/** The same as the hours of the teams that had it, each by its schedule at that time. */
export const schedulesOf = (
  contact: Contact,
  pieces: readonly Pick<OwnedPiece, "from" | "to" | "owner">[],
): SchedulePiece[] =>
  pieces.flatMap(({ from, to, owner }) => contact.directory.schedulesBetween(owner.team, from, to));

/** Open seconds of a wait; null: at some time it was in a team without a schedule, or in none. */
export function businessWait(contact: Contact, from: number, to: number): number | null {
  if (!contact.directory.hasSchedules) return null;
  const pieces = piecesOf(contact, from, Math.max(from, to), isSameTeam);
  return businessSeconds(schedulesOf(contact, pieces));
}
