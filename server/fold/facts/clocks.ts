/** The clocks of one ticket or chat (KPIS.md 4.2): they run while it is open and somebody waits. */
import type { EventOf } from "../../../shared/events/event.ts";

/** Half-open, ms since 1970; `to` Infinity: it still goes on. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type ClockEnd =
  | { readonly by: "reply"; readonly at: number; readonly message: EventOf<"contact.message"> }
  | { readonly by: "assertion" | "call" | "solve" | "restart"; readonly at: number };

export interface Clock {
  /** `frt`: nobody has answered yet. Of several the last counts; the others were started anew. */
  readonly kind: "frt" | "reply";
  readonly startAt: number;
  /** The times at which the ticket was open and the customer waited. */
  readonly waited: readonly Stretch[];
  /** Null: it still runs, or stands still because the ticket was solved without an answer. */
  readonly end: ClockEnd | null;
}

interface Going {
  readonly from: number;
  to: number;
}

interface Running {
  readonly kind: Clock["kind"];
  readonly startAt: number;
  readonly waited: Going[];
  end: ClockEnd | null;
}

export interface Clocks {
  /** When the ticket was open. */
  readonly open: Going[];
  /** In the order in which they started. */
  readonly clocks: Running[];
  /** The one that runs, or stands still until the ticket is open again. */
  clock: Running | null;
  isOpen: boolean;
}

export const noClocks = (): Clocks => ({ open: [], clocks: [], clock: null, isOpen: false });

function finish(stretches: Going[], at: number): void {
  const last = stretches.at(-1);
  if (last?.to === Infinity) last.to = Math.max(last.from, at);
}

export function stopClock(now: Clocks, end: ClockEnd): void {
  if (now.clock === null) return;
  finish(now.clock.waited, end.at);
  now.clock.end = end;
  now.clock = null;
}

/** Whatever ran before ends here. */
export function startClock(now: Clocks, kind: Clock["kind"], at: number): void {
  stopClock(now, { by: "restart", at });
  now.clock = { kind, startAt: at, waited: [], end: null };
  if (now.isOpen) now.clock.waited.push({ from: at, to: Infinity });
  now.clocks.push(now.clock);
}

export function open(now: Clocks, at: number): void {
  if (now.isOpen) return;
  now.isOpen = true;
  now.open.push({ from: at, to: Infinity });
  now.clock?.waited.push({ from: at, to: Infinity });
}

/** A first response is waited for until somebody gives it; a reply only until the ticket is solved. */
export function close(now: Clocks, at: number): void {
  if (!now.isOpen) return;
  now.isOpen = false;
  finish(now.open, at);
  if (now.clock?.kind === "reply") stopClock(now, { by: "solve", at });
  else if (now.clock !== null) finish(now.clock.waited, at);
}
