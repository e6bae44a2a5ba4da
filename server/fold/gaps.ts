/** What sources say they lost: from all they told of it, in whatever order and however often it came (EVENTS.md type 20). */
import type { EventOf } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";

/** What a source delivers: types of events, and channels of contacts. */
export interface Brings {
  readonly types: ReadonlySet<string>;
  readonly channels: ReadonlySet<string>;
}

/** A stretch that is missing; ms since 1970. `to` null: it goes on. */
export interface Missing {
  readonly from: number;
  readonly to: number | null;
}

/** One telling, and when it was told. `isHealed`: all of that stretch was there by then. */
export interface Told extends Missing {
  readonly at: number;
  readonly isHealed: boolean;
}

/** What a source lost and nobody has made good; `brings` null: what it delivers is not known. */
export interface Lost extends Missing {
  readonly source: string;
  /** As people call it; null: it is not described. */
  readonly name: string | null;
  readonly brings: Brings | null;
}

/** So many tellings are remembered of a source, those of the latest stretches (REL-11). */
export const TOLD_MAX = 200;

export const toldBy = ({ at, data }: EventOf<"source.gap">): Told => ({
  at,
  from: instantOf(data.from),
  to: data.to === null ? null : instantOf(data.to),
  isHealed: data.healedBy !== undefined && data.to !== null,
});

const NEVER = Number.MAX_SAFE_INTEGER;

const byTime = (a: Told, b: Told): number =>
  a.from - b.from ||
  (a.to ?? NEVER) - (b.to ?? NEVER) ||
  a.at - b.at ||
  Number(a.isHealed) - Number(b.isHealed);

/** One telling more; the same set whatever came first. */
export function withTold(all: readonly Told[], one: Told): readonly Told[] {
  if (all.some((known) => byTime(known, one) === 0)) return all;
  return [...all, one].sort(byTime).slice(-TOLD_MAX);
}

/**
 * Does `whole` speak of all of the other stretch? Of one that goes on: of its beginning, for it says no
 * end. What was told later is news to it: a system that was read up to now may fall silent at once.
 */
export const holds = (whole: Told, { at, from, to }: Told): boolean =>
  whole.to !== null && whole.at >= at && whole.from <= from && whole.to >= (to ?? from);

/** What is still missing, by its beginning: told, not within what was made good since, and once. */
export function missingOf(told: readonly Told[]): Missing[] {
  const healed = told.filter(({ isHealed }) => isHealed);
  const open = told.filter((one) => !one.isHealed && !healed.some((all) => holds(all, one)));
  const isAgain = (one: Told) => open.some((other) => other !== one && holds(other, one));
  return open.filter((one) => !isAgain(one)).map(({ from, to }) => ({ from, to }));
}
