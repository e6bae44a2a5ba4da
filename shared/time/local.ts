/** Wall clocks and instants: what a clock in an IANA zone shows, and when it first shows it. */
import { tzOffset } from "@date-fns/tz";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const offsetMs = (at: number, zone: string): number =>
  Math.round(tzOffset(zone, new Date(at)) * MINUTE_MS);

/** What the wall clock of `zone` shows at an instant, in ms as if that clock were in UTC. */
export const wallOf = (at: number, zone: string): number => at + offsetMs(at, zone);

/** Between two instants the clock was changed once: the first instant of the new time. */
function changeBetween(before: number, after: number, zone: string): number {
  const newOffset = offsetMs(after, zone);
  let old = before;
  let changed = after;
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2);
    if (offsetMs(middle, zone) === newOffset) changed = middle;
    else old = middle;
  }
  return changed;
}

/**
 * The first instant at which the wall clock of `zone` shows `wall` (ms, as `wallOf` gives them) or a
 * later time. So a time that is skipped in spring is the moment the clock jumps over it, and a time
 * that comes twice in autumn is its first coming. Never goes back as `wall` goes on (D11).
 *
 * Not made with `new TZDate(year, month, …)`: for times near a clock change that answers differently
 * on machines that stand in different zones, and the same events must give the same numbers.
 */
export function instantAt(wall: number, zone: string): number {
  const before = offsetMs(wall - DAY_MS, zone);
  const after = offsetMs(wall + DAY_MS, zone);
  if (before === after) return wall - after;
  const change = changeBetween(wall - DAY_MS, wall + DAY_MS, zone);
  return wall - before < change ? wall - before : Math.max(change, wall - after);
}
