/** Which sealed reports a recipient is to be told of now, and has not been (EXP-9). */
import type { FindNewest } from "./newest.ts";
import { type About, outboxName } from "./outbox.ts";
import { type Entry, momentAt, weeksOver } from "./schedule.ts";

/** A later revision is told of weeks that ended so long ago; a first one only of the last two. */
const TOLD_WEEKS = 5;
const FIRST_WEEKS = 2;

export interface Wanting {
  readonly newest: FindNewest;
  readonly has: (name: string) => boolean;
  readonly zone: string;
  /** Ms since 1970. */
  readonly now: number;
}

export interface Wanted extends About {
  /** SHA-256 of the sealed report. */
  readonly digest: string;
}

/**
 * Of each week the newest revision, if its moment has come and nobody was told of it: of the last two weeks, and of
 * older ones where an earlier revision was sent. Nothing that was due and sealed before the recipient was added.
 */
export async function wantedOf(
  entry: Entry,
  { newest, has, zone, now }: Wanting,
): Promise<Wanted[]> {
  const { user, scope, since } = entry;
  const weeks = weeksOver(now, zone, TOLD_WEEKS);
  const found: Wanted[] = [];
  for (const [index, week] of weeks.entries()) {
    const due = momentAt(week, zone, entry);
    if (due > now) continue;
    const last = await newest(scope, week);
    if (last === null || Math.max(due, last.sealedAt) < since) continue;
    const isTold = (revision: number) => has(outboxName({ week, scope, revision, user }));
    if (isTold(last.revision)) continue;
    const isRecent = index >= weeks.length - FIRST_WEEKS;
    const earlier = Array.from({ length: last.revision - 1 }, (_, before) => before + 1);
    if (isRecent || earlier.some(isTold)) {
      found.push({ week, scope, revision: last.revision, user, digest: last.digest });
    }
  }
  return found;
}
