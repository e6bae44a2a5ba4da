/** What an agent's marks say: which state from when to when, and which wrap-ups they end. */
import { type Entry, type LegEntry, type MarkEntry, OPEN_MS_MAX } from "./entry.ts";

/** A state that one source told of, in `[from, to)`; ms on whole seconds. */
export interface Stated {
  readonly state: string;
  readonly reason: string | null;
  readonly from: number;
  readonly to: number;
}

export const floorSecond = (at: number): number => Math.floor(at / 1000) * 1000;

/** In order; of one instant and one track in the order of their source, which sorting keeps. */
export const marksOf = (entries: readonly Entry[]): MarkEntry[] =>
  entries.filter((entry) => entry.kind === "mark").sort((a, b) => a.at - b.at);

/** Each mark holds until the next of its track, at most OPEN_MS_MAX. */
export function statesOf(marks: readonly MarkEntry[]): Stated[] {
  const tracks = Map.groupBy(marks, ({ track }) => track);
  return [...tracks.values()].flatMap((track) =>
    track.map(({ at, state, reason }, index) => ({
      state,
      reason,
      from: floorSecond(at),
      to: floorSecond(Math.min(track[index + 1]?.at ?? Infinity, at + OPEN_MS_MAX)),
    })),
  );
}

const AT_WORK: ReadonlySet<string> = new Set(["busy", "wrap_up"]);

/** Of all channels, or of the one of the leg. */
const isAbout = ({ track }: MarkEntry, { dims }: LegEntry): boolean => {
  const channel = track.slice(track.lastIndexOf("|") + 1);
  return channel === "" || channel === dims.channel;
};

/**
 * A wrap-up whose end nobody told ends, for the agent's time, when his state next changes to one that
 * is no work (KPIS.md 5.1). The leg itself waits for its own end.
 */
export function endedByState(leg: LegEntry, marks: readonly MarkEntry[]): LegEntry {
  const endedAt = leg.session?.[1] ?? null;
  const open = leg.pieces.at(-1);
  if (leg.at !== null || endedAt === null || open === undefined || open[1] !== null) return leg;
  const mark = marks.find(
    (one) => one.at >= endedAt && !AT_WORK.has(one.state) && isAbout(one, leg),
  );
  if (mark === undefined) return leg;
  return { ...leg, pieces: [...leg.pieces.slice(0, -1), [open[0], Math.max(open[0], mark.at)]] };
}
