/** A contact's stretches as lanes: the customer's, and one for each agent. In the order of time. Pure. */
import type { ClockStretch, ContactAnswer } from "../../../shared/wire/contact-clock.ts";
import type { Span } from "./scale.ts";

export interface Piece {
  /** Its place among the stretches as they came. */
  readonly index: number;
  readonly stretch: ClockStretch;
  /** Ms since 1970. */
  readonly from: number;
  /** Of one that goes on: now. */
  readonly to: number;
}

export interface Lane {
  /** Null: the customer's. */
  readonly agent: string | null;
  readonly pieces: readonly Piece[];
}

export interface Course {
  readonly from: number;
  readonly to: number;
  readonly lanes: readonly Lane[];
  /** All pieces as one steps through them. */
  readonly steps: readonly Piece[];
}

/** After these nothing is waited for: the last one may be cut short. */
const ENDED: ReadonlySet<string> = new Set(["ended", "solved", "removed"]);
/** Of what comes after the end so much is drawn at most. */
const TAIL_MS = 5 * 60_000;
/** The customer speaks with somebody, or waits while we are open: drawn as long as it was. */
const BUSY: ReadonlySet<string> = new Set(["on_hold", "queue", "bot", "waiting_open"]);

export function courseOf(clock: ContactAnswer): Course {
  const now = Date.parse(clock.now);
  const all = clock.stretches.map((stretch, index) => ({
    index,
    stretch,
    from: Date.parse(stretch.from),
    to: stretch.to === null ? now : Date.parse(stretch.to),
  }));
  const busyUntil = Math.max(
    ...all.filter(({ stretch }) => !ENDED.has(stretch.kind)).map(({ to }) => to),
    ...clock.facts.map(({ at }) => Date.parse(at)),
    all[0]?.from ?? now,
  );
  const cut = all.map((piece) =>
    ENDED.has(piece.stretch.kind)
      ? { ...piece, to: Math.max(piece.from, Math.min(piece.to, busyUntil + TAIL_MS)) }
      : piece,
  );
  const customer = cut.filter(({ stretch }) => stretch.lane === "customer");
  const agents = new Map<string | null, Piece[]>();
  for (const piece of cut) {
    if (piece.stretch.lane === "customer") continue;
    const known = agents.get(piece.stretch.agent);
    if (known === undefined) agents.set(piece.stretch.agent, [piece]);
    else known.push(piece);
  }
  const steps = [...cut].sort(
    (a, b) => a.from - b.from || (a.stretch.lane === "customer" ? -1 : 1) || a.to - b.to,
  );
  return {
    from: Math.min(...cut.map(({ from }) => from), now),
    to: Math.max(...cut.map(({ to }) => to), ...clock.facts.map(({ at }) => Date.parse(at))),
    lanes: [
      { agent: null, pieces: customer },
      ...[...agents].map(([agent, pieces]) => ({ agent, pieces })),
    ],
    steps,
  };
}

/** The place among the steps of the longest stretch that counts in a figure; where none does, the first. */
export function firstStep({ steps }: Course): number {
  const lengths = steps.map(({ from, to, stretch }) =>
    stretch.entered.some(({ kpis }) => kpis.length > 0) ? to - from : -1,
  );
  return Math.max(0, lengths.indexOf(Math.max(...lengths)));
}

/** What may not be folded: a customer who is with an agent talks only while that agent's lane says so. */
export const spansOf = ({ steps }: Course): Span[] =>
  steps.map(({ from, to, stretch }) => ({
    from,
    to,
    busy: stretch.lane === "agent" || (BUSY.has(stretch.kind) && stretch.hours !== "closed"),
  }));

/** The pieces that entered a fact. */
export const enteredBy = (course: Course, fact: number): ReadonlySet<number> =>
  new Set(
    course.steps
      .filter(({ stretch }) => stretch.entered.some((entry) => entry.fact === fact))
      .map(({ index }) => index),
  );
