/** What is said of a system that could not be asked: from when on something is missing, and that it is there. */
import type { CloudEvent } from "../../shared/events/event.ts";
import { eventWriter } from "../sources/write-event.ts";
import type { PullState } from "./pull-state.ts";

/** After so long without an answer what is missing is said (EVENTS.md type 20). */
export const GAP_MS = 10 * 60_000;

export interface Telling {
  readonly source: string;
  /** Puts it on disk; false: not now. */
  tell(gap: CloudEvent): Promise<boolean>;
}

/** Says once that something is missing from when it was last read on. */
export async function withGap(
  { source, tell }: Telling,
  state: PullState,
  now: number,
): Promise<PullState> {
  const { trouble } = state;
  if (trouble === null || state.gapFrom !== null || now - trouble.since < GAP_MS) return state;
  const from = Math.min(trouble.since, state.upTo ?? state.answeredAt ?? trouble.since);
  return (await tell(gapEvent(source, from, null, now))) ? { ...state, gapFrom: from } : state;
}

/** Everything up to now was read: what was missing is there. */
export async function healed(
  { source, tell }: Telling,
  state: PullState,
  now: number,
): Promise<PullState> {
  if (state.gapFrom === null) return state;
  const gap = gapEvent(source, state.gapFrom, now, now);
  return (await tell(gap)) ? { ...state, gapFrom: null } : state;
}

function gapEvent(source: string, from: number, to: number | null, now: number): CloudEvent {
  const iso = new Date(from).toISOString();
  const id = to === null ? `gap/pull/${iso}` : `gap/pull/${iso}/healed`;
  return eventWriter(source)("source.gap", id, now, {
    from: iso,
    to: to === null ? null : new Date(to).toISOString(),
    cause: "disconnect",
    ...(to === null ? {} : { healedBy: "pull" }),
  });
}
