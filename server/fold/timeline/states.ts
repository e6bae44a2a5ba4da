/** What an agent's marks say: which state from when to when, and which wrap-ups they end. */
import {
  type CloseEntry,
  type Entry,
  type LegEntry,
  type MarkEntry,
  OPEN_MS_MAX,
} from "./entry.ts";

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
const isAbout = (track: string, { dims }: LegEntry): boolean => {
  const channel = track.slice(track.lastIndexOf("|") + 1);
  return channel === "" || channel === dims.channel;
};

/**
 * Wrap-ups whose end nobody told are over when the agent's state next changes to one that is no work
 * (KPIS.md 5.1): told to their contacts, where the legs count.
 */
export function closesOf(legs: readonly LegEntry[], marks: readonly MarkEntry[]): CloseEntry[] {
  return legs.flatMap((leg): CloseEntry[] => {
    const { wrapsFrom, contact } = leg;
    if (wrapsFrom === undefined) return [];
    const mark = marks.find(
      ({ at, state, track }) =>
        at >= wrapsFrom &&
        at <= wrapsFrom + OPEN_MS_MAX &&
        !AT_WORK.has(state) &&
        isAbout(track, leg),
    );
    if (mark === undefined) return [];
    return [{ kind: "close", timeline: contact, leg: leg.leg, at: mark.at }];
  });
}
