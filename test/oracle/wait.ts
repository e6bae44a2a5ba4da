/** How long a wait was, on both clocks, and when a promise is decided (KPIS.md 4.1, 4.2). */
import { type Contact, holderAt } from "./contact.ts";
import type { House, Promised } from "./house.ts";
import { second } from "./said.ts";

const MINUTE = 60;

/** Calls `see` with pieces of at most a minute: seconds of one owner in one minute of the clock. */
function walk(
  contact: Contact,
  house: House,
  from: number,
  to: number,
  see: (open: boolean | null, from: number, to: number) => boolean,
): void {
  const cuts = contact.said.map(({ at }) => second(at)).filter((at) => at > from && at < to);
  let at = from;
  do {
    const next = Math.min(
      to,
      (Math.floor(at / MINUTE) + 1) * MINUTE,
      ...cuts.filter((c) => c > at),
    );
    const { agent, team } = holderAt(contact, house, at * 1000 + 999);
    const owner = team ?? house.primaryTeam(agent, at * 1000);
    if (!see(house.isOpen(owner, at * 1000), at, next)) return;
    at = next;
  } while (at < to);
}

/** Open seconds of the teams that had it, piece by piece; null: a piece without a schedule. */
export function openSeconds(contact: Contact, house: House, from: number, to: number) {
  let sum: number | null = 0;
  walk(contact, house, second(from), second(to), (open, start, end) => {
    if (open === null) sum = null;
    else if (open && sum !== null) sum += end - start;
    return sum !== null;
  });
  return sum as number | null;
}

/** When the promised seconds are over, in ms; null: not by `until`, or there is no such clock. */
export function targetAt(
  contact: Contact,
  house: House,
  { from, promised, until }: { from: number; promised: Promised; until: number },
): number | null {
  const start = second(from);
  if (promised.clock === "calendar") {
    const at = (start + promised.seconds) * 1000;
    return at <= until ? at : null;
  }
  let left = promised.seconds;
  let found: number | null = null;
  walk(contact, house, start, second(until), (open, begin, end) => {
    if (open === null) return false;
    if (!open) return true;
    if (end - begin >= left) found = begin + left;
    left -= end - begin;
    return found === null;
  });
  return found === null ? null : found * 1000;
}
