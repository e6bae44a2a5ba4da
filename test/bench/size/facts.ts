/** What the fold would have made of a contact: its facts, each at its own instant (KPIS.md 1.3). */
import type { Dims, Fact } from "../../../server/fold/facts/fact.ts";
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { type Contact, SECONDS_IN_TIME, SECONDS_SHORT } from "./contacts.ts";

function queueMeasure({ agent }: Contact, wait: number): CellMeasure {
  const level = wait <= SECONDS_IN_TIME ? "in_time" : "late";
  if (agent !== null) return `queue.answered.${level}`;
  return wait <= SECONDS_SHORT ? "queue.abandoned.short" : `queue.abandoned.${level}`;
}

export function factsOf(contact: Contact): Fact[] {
  const { agent, team, channel } = contact;
  const queue = channel === "phone" ? `${team}-line` : null;
  const dims: Dims = { agent, team, queue, channel, direction: "inbound" };
  const facts: Fact[] = [];
  const put = (measure: CellMeasure, value: number | null, at: number | null): void => {
    if (value !== null && at !== null) facts.push({ ...dims, measure, value, at });
  };
  const wait = contact.waitSeconds;
  if (wait !== null) put(queueMeasure(contact, wait), wait, contact.leftQueueAt);
  else put("ticket.created", 1, contact.createdAt);
  put("frt.seconds", contact.responseSeconds, contact.repliedAt);
  put("leg.talk", contact.talkSeconds, contact.handledAt);
  put("leg.hold", contact.holdSeconds, contact.handledAt);
  put("leg.wrap", contact.wrapSeconds, contact.handledAt);
  put("leg.workload", contact.workloadSeconds, contact.handledAt);
  if (wait !== null) put("leg.handle", contact.workloadSeconds, contact.handledAt);
  put("leg.complete", 1, contact.handledAt);
  put("resolution.full", contact.resolutionSeconds, contact.solvedAt);
  put("csat.sent", contact.rating === null ? 0 : 1, contact.surveyedAt);
  put(
    "csat.positive",
    contact.rating === null ? null : Number(contact.rating > 3),
    contact.ratedAt,
  );
  put("csat.raw.1-5", contact.rating, contact.ratedAt);
  put("nps.raw", contact.recommends, contact.ratedAt);
  return facts;
}
