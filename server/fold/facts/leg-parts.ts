/** How long a leg took, part by part, and when it counts (KPIS.md 5.1, EVENTS.md 5). */
import type { Contact } from "./contact.ts";
import { elapsed, secondsBetween, secondsOf } from "./elapsed.ts";
import type { Leg } from "./legs.ts";

/** Parts in seconds; null: the source cannot say. Unknown is not zero. */
export interface Parts {
  readonly talk: number | null;
  readonly hold: number | null;
  readonly wrap: number | null;
  readonly dial: number | null;
  /** The known parts together. */
  readonly handle: number;
  /** Accept to end of the conversation. */
  readonly session: number | null;
  /** All parts that such a leg has are known. */
  readonly isComplete: boolean;
  readonly quality: "fine" | "clamped" | "quarantined";
}

/** Of this leg nobody told when its wrap-up ended; null: somebody did, or it has none to tell of. */
export function wrapsFrom({ directory }: Contact, leg: Leg): number | null {
  const { answered, ended, wrapup, measured, role } = leg;
  if (role !== "handled" || answered === undefined || ended === undefined) return null;
  if (wrapup !== undefined || measured?.data.final) return null;
  return directory.reportsWrapup(ended.source) ? ended.at : null;
}

/** When a leg counts; estimated when nobody told when its wrap-up ended. */
export interface Completion {
  readonly at: number;
  readonly isEstimated: boolean;
}

/**
 * The anchor, the end of wrap-up; null: the leg is still talking or in wrap-up (R7). A wrap-up whose
 * end nobody told is over when the agent's state changes, or after the source's longest, whichever
 * comes first: that may lie ahead of now.
 */
export function completionOf({ directory, closes }: Contact, leg: Leg): Completion | null {
  const { answered, ended, wrapup, measured } = leg;
  if (measured?.data.final) return { at: measured.at, isEstimated: false };
  if (answered === undefined || ended === undefined) return null;
  if (wrapup !== undefined) return { at: wrapup.at, isEstimated: false };
  if (!directory.reportsWrapup(ended.source)) return { at: ended.at, isEstimated: false };
  const max = directory.wrapupSecondsMax(ended.source);
  const at = Math.min(
    max === null ? Infinity : ended.at + 1000 * max,
    closes.get(leg.id) ?? Infinity,
  );
  return at === Infinity ? null : { at: Math.max(at, ended.at), isEstimated: true };
}

function holdSeconds(leg: Leg, startAt: number, endAt: number): number {
  let held = 0;
  let since: number | null = null;
  for (const { at, data } of leg.holds) {
    if (data.onHold) since ??= Math.max(at, startAt);
    else if (since !== null) {
      held += Math.max(0, secondsBetween(since, Math.min(at, endAt)));
      since = null;
    }
  }
  return since === null ? held : held + Math.max(0, secondsBetween(since, endAt));
}

const asserted = (ms: number | undefined) => (ms === undefined ? undefined : secondsOf(ms));

export const isDialled = ({ answered, attempt }: Leg): boolean =>
  attempt !== undefined || answered?.data.via === "outbound" || answered?.data.via === "callback";

/** The parts of a leg that counts from `completion` on. */
export function partsOf({ directory }: Contact, leg: Leg, completion: Completion): Parts {
  const { answered, ended, wrapup, attempt, measured, holds } = leg;
  const say = measured?.data;
  const connected = answered && ended ? elapsed(answered.at, ended.at) : null;
  const wrappedAt = wrapup?.at ?? (completion.isEstimated ? completion.at : null);
  const after = ended && wrappedAt !== null ? elapsed(ended.at, wrappedAt) : null;
  const begunAt = attempt?.begunAt ?? null;
  const dialled = answered && begunAt !== null ? elapsed(begunAt, answered.at) : null;
  const held =
    answered && ended && (holds.length > 0 || measured === undefined)
      ? holdSeconds(leg, answered.at, ended.at)
      : null;
  const derivedTalk =
    connected?.seconds == null ? null : Math.max(0, connected.seconds - (held ?? 0));
  const wrapKnown = directory.reportsWrapup((ended ?? measured ?? { source: "" }).source);
  const talk = asserted(say?.talkMs) ?? derivedTalk;
  const hold = asserted(say?.holdMs) ?? held;
  const wrap = asserted(say?.wrapupMs) ?? (wrapKnown ? (after?.seconds ?? null) : null);
  const dial = asserted(say?.dialMs) ?? dialled?.seconds ?? null;
  const spoken = [
    say?.talkMs === undefined ? connected : null,
    say?.wrapupMs === undefined ? after : null,
    say?.dialMs === undefined ? dialled : null,
  ].map((one) => one?.quality);
  return {
    talk,
    hold,
    wrap,
    dial,
    handle: (talk ?? 0) + (hold ?? 0) + (wrap ?? 0) + (dial ?? 0),
    session: connected?.seconds ?? (talk !== null && hold !== null ? talk + hold : null),
    isComplete:
      talk !== null && hold !== null && wrap !== null && (dial !== null || !isDialled(leg)),
    quality: worst(spoken),
  };
}

const worst = (spoken: readonly (Parts["quality"] | undefined)[]): Parts["quality"] =>
  spoken.includes("quarantined") ? "quarantined" : spoken.includes("clamped") ? "clamped" : "fine";
