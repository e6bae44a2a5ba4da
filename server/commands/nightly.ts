/** What is done once a night, at an hour of the organisation's own clock (REL-8, PRIV-6). */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { instantAt, wallOf } from "../../shared/time/local.ts";

/** The first instant after `now` at which the clocks of `zone` show `hour`:`minute`. */
export function nextNight(now: number, zone: string, hour: number, minute: number): number {
  const midnight = Math.floor(wallOf(now, zone) / DAY_MS) * DAY_MS;
  for (let day = 0; ; day += 1) {
    const wall = midnight + day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
    const at = instantAt(wall, zone);
    if (at > now) return at;
  }
}

export interface Nightly {
  readonly hour: number;
  readonly minute: number;
  /** Later by this, so that many installations on one machine do not all begin at once, ms. */
  readonly jitterMs: number;
  readonly now: () => number;
  readonly zone: () => string;
  readonly work: () => Promise<void>;
}

/** A function to call now and then: does the work once a night, the first time when it is next due. */
export function nightly({ hour, minute, jitterMs, now, zone, work }: Nightly): () => Promise<void> {
  const next = () => nextNight(now() - jitterMs, zone(), hour, minute) + jitterMs;
  let dueAt = next();
  return async () => {
    // The zone may have changed, or the clock gone back: what is due sooner now, is.
    dueAt = Math.min(dueAt, next());
    if (now() < dueAt) return;
    dueAt = next();
    await work();
  };
}
