/** Durations of the customer's time: the window of each, and which pieces inside it count. */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import type { Fact } from "../../fold/facts/fact.ts";
import { type Piece, second, secondsWithin } from "./piece.ts";
import type { Told } from "./told.ts";

/** Half-open, in seconds since 1970. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly takes: (piece: Piece) => boolean;
}

const ALL = () => true;

const ofStatus =
  (...statuses: string[]) =>
  ({ status }: Piece): boolean =>
    status !== null && statuses.includes(status);

/** Parts of the time until the last solve, by the ticket's status (KPIS.md 6.2). */
const BY_STATUS: Partial<Record<CellMeasure, Window["takes"]>> = {
  "ticket.requester_wait": ofStatus("new", "open", "on_hold"),
  "ticket.agent_work": ofStatus("open"),
  "ticket.on_hold": ofStatus("on_hold"),
};

/** What ends where it counts, and began so long before. */
const UNTIL_ANCHOR: ReadonlySet<CellMeasure> = new Set([
  "frt.bot",
  "agent_greeting",
  "reply.seconds",
  "resolution.first",
  "resolution.full",
  "queue.answered.in_time",
  "queue.answered.late",
  "queue.abandoned.short",
  "queue.abandoned.in_time",
  "queue.abandoned.late",
  "queue.flowout.in_time",
  "queue.flowout.late",
  "callback.wait",
] as const);

const RESPONSE: ReadonlySet<CellMeasure> = new Set([
  "frt.seconds",
  "frt.from_creation",
  "frt.since_assignment",
] as const);

/** The time that a fact measures; null: it measures no time of the customer's. */
export function windowOf({ answers, from }: Told, { measure, value, at }: Fact): Window | null {
  const calendar = answers?.response.calendar ?? null;
  if (measure === "frt.business") {
    if (calendar === null) return null;
    const takes = ({ hours }: Piece) => hours === "open";
    return { from: second(calendar.startAt), to: second(calendar.untilAt), takes };
  }
  if (RESPONSE.has(measure)) {
    const to = second(calendar?.untilAt ?? at);
    return { from: to - value, to, takes: ALL };
  }
  const takes = BY_STATUS[measure];
  if (takes !== undefined) return { from: second(from), to: second(at), takes };
  if (!UNTIL_ANCHOR.has(measure)) return null;
  return { from: second(at) - value, to: second(at), takes: ALL };
}

export const secondsIn = (piece: Piece, { from, to, takes }: Window): number =>
  piece.lane === "customer" && takes(piece) ? secondsWithin(piece, from, to) : 0;

/** Did a source measure the wait itself, instead of our clock? */
export function isAsserted({ answers, contact, legs }: Told, { measure, at }: Fact): boolean {
  if (measure === "frt.business") {
    const { calendar, business } = answers?.assertions ?? {};
    return (business ?? calendar) !== undefined;
  }
  if (RESPONSE.has(measure)) return answers?.assertions.calendar !== undefined;
  if (measure.startsWith("queue.")) {
    return contact.events.some(
      ({ type, data, at: when }) =>
        (type === "contact.measured" && data.queueMs !== undefined) ||
        ((type === "contact.answered" || type === "contact.abandoned") &&
          data.waitMs !== undefined &&
          when === at),
    );
  }
  const own = legs.handled.legs.filter((one) => measure === "contact.handle" || one.at === at);
  if (measure === "leg.workload") {
    return legs.works.some((work) => work.at === at) || own.some(({ leg }) => leg.worked);
  }
  const isOfLeg = measure.startsWith("leg.") || measure === "contact.handle";
  return isOfLeg && own.some(({ leg }) => leg.measured !== undefined);
}
