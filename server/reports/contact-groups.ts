/**
 * The columns of one row per contact: every measure that a contact can bring a value to, in groups that
 * share one answer to "did it count, and if not, why?" (EXP-11). The order is the files' order.
 */
import {
  type ContactMeasure,
  type GroupId,
  type RowMeasure,
  TWO_WAYS,
} from "../../shared/wire/contact-rows.ts";

export interface Group {
  /** The clock's family, which knows a reason; else a name of our own. */
  readonly id: GroupId;
  readonly measures: readonly RowMeasure[];
}

export const GROUPS: readonly Group[] = [
  { id: "ticket", measures: ["ticket.created", "ticket.closed_without_reply"] },
  { id: "frt", measures: ["frt.seconds", "frt.from_creation", "frt.since_assignment"] },
  { id: "frt.business", measures: ["frt.business"] },
  { id: "first_steps", measures: ["frt.bot", "agent_greeting"] },
  { id: "reply", measures: ["reply.seconds"] },
  { id: "sla.frt", measures: ["sla.frt"] },
  { id: "sla.reply", measures: ["sla.reply"] },
  { id: "sla.resolution", measures: ["sla.resolution"] },
  {
    id: "aht",
    measures: [
      "leg.handle",
      "leg.workload",
      "leg.talk",
      "leg.hold",
      "leg.wrap",
      "leg.dial",
      "leg.session",
      "leg.transferred",
      "leg.complete",
      "contact.handle",
      "contact.transferred",
      "contact.escalated",
      ...TWO_WAYS.map((measure) => `${measure}.other_direction` as const),
    ],
  },
  {
    id: "queue",
    measures: [
      "queue.answered.in_time",
      "queue.answered.late",
      "queue.abandoned.short",
      "queue.abandoned.in_time",
      "queue.abandoned.late",
      "queue.flowout.in_time",
      "queue.flowout.late",
    ],
  },
  {
    id: "outbound",
    measures: ["outbound.connected", "callback.completed", "callback.wait", "callback.attempts"],
  },
  { id: "resolution.first", measures: ["resolution.first"] },
  {
    id: "resolution.full",
    measures: [
      "resolution.full",
      "ticket.requester_wait",
      "ticket.agent_work",
      "ticket.on_hold",
      "ticket.handoffs",
      "ticket.reopened",
      "ticket.one_touch",
    ],
  },
  {
    id: "fcr",
    measures: [
      "fcr.resolved",
      "fcr.closed_first",
      "fcr.first_response",
      "fcr.agent_says",
      "fcr.customer_says",
    ],
  },
  {
    id: "csat",
    measures: [
      "csat.positive",
      "csat.raw.1-5",
      "csat.raw.1-3",
      "csat.raw.0-1",
      "csat.raw.1-7",
      "csat.raw.1-10",
      "csat.raw.0-10",
      "csat.raw.other",
      "csat.sent",
    ],
  },
  { id: "nps", measures: ["nps.raw"] },
  { id: "survey", measures: ["nps.relationship.raw", "ces.raw", "review.score"] },
  {
    id: "quality",
    measures: ["quality.skew_clamped", "quality.quarantined", "quality.rejected"],
  },
];

const OTHER = ".other_direction";

/** The measure that a row's column is of, and whether it is the other direction's. */
export function measureOf(column: RowMeasure): { measure: ContactMeasure; isOther: boolean } {
  const isOther = column.endsWith(OTHER);
  const name = isOther ? column.slice(0, -OTHER.length) : column;
  return { measure: name as ContactMeasure, isOther };
}

const twoWays: ReadonlySet<string> = new Set(TWO_WAYS);

/** Under which column a value stands in the row of a contact of that direction. */
export const columnOf = (measure: string, direction: string, ofContact: string): string =>
  direction !== ofContact && twoWays.has(measure) ? `${measure}${OTHER}` : measure;

export const CONTACT_MEASURES: readonly ContactMeasure[] = [
  ...new Set(GROUPS.flatMap(({ measures }) => measures.map((one) => measureOf(one).measure))),
];

const COUNTS: ReadonlySet<ContactMeasure> = new Set([
  "ticket.handoffs",
  "leg.transferred",
  "leg.complete",
  "callback.completed",
  "callback.attempts",
]);
const SECONDS = /^(frt|agent_greeting|reply|resolution|queue|leg|contact\.handle|callback\.wait)/;
const OF_TICKETS: ReadonlySet<ContactMeasure> = new Set([
  "ticket.requester_wait",
  "ticket.agent_work",
  "ticket.on_hold",
]);

/** Are its values whole seconds? */
export function isSeconds(column: RowMeasure): boolean {
  const { measure } = measureOf(column);
  return OF_TICKETS.has(measure) || (SECONDS.test(measure) && !COUNTS.has(measure));
}
