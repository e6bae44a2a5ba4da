/** Promises kept and broken (KPIS.md 4.2): decided by the answer, or by time passing without one. */
import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import { floorTo } from "../../../shared/time/interval.ts";
import type { PromiseMetric } from "../promises.ts";
import type { Stretch } from "./clocks.ts";
import { type Contact, factOf, ownerAt } from "./contact.ts";
import { brokenAt, type Term, termsOf } from "./deadline.ts";
import type { Fact } from "./fact.ts";
import { replyCredit } from "./response.ts";
import type { Credit } from "./solve.ts";

/** A promise from the start of its clock to the end. Instants in ms since 1970. */
export interface Running {
  readonly metric: PromiseMetric;
  readonly startAt: number;
  /** Infinity: it still runs. */
  readonly endAt: number;
  /** When somebody had to keep it: while a ticket is solved its promise is not broken. */
  readonly waited: readonly Stretch[];
}

/** What keeps it, or comes too late. */
export interface Answer {
  /** The anchor. */
  readonly at: number;
  readonly credit: Credit;
  /** Where the wait ended, as its length says. */
  readonly untilAt: number;
  /** Its length in open seconds, where the source asserts one. */
  readonly businessSeconds?: number;
}

const MEASURE: Record<PromiseMetric, CellMeasure> = {
  frt: "sla.frt",
  reply: "sla.reply",
  resolution: "sla.resolution",
};

function isInTime(answer: Answer, last: Term | undefined, broken: number): boolean {
  const { businessSeconds, untilAt } = answer;
  if (businessSeconds === undefined || last?.promised?.clock !== "business" || broken < last.from) {
    return floorTo(untilAt, 1000) <= broken;
  }
  return businessSeconds <= last.promised.seconds;
}

/** 1 kept, 0 broken, at the answer or when it broke; null: not decided (yet), or nothing promised. */
export function slaFact(contact: Contact, running: Running, answer: Answer | null): Fact | null {
  const { metric, startAt, endAt, waited } = running;
  const terms = termsOf(contact, metric, startAt, Math.max(startAt, answer?.untilAt ?? endAt));
  const at = brokenAt(terms);
  if (at === null) return null;
  const fact = (value: number, when: number, credit: Credit) =>
    factOf(contact, MEASURE[metric], value, when, credit);
  if (answer !== null && isInTime(answer, terms.at(-1), at)) {
    return fact(1, answer.at, answer.credit);
  }
  const wasOpen = waited.some(({ from, to }) => from <= at && at < to);
  if (answer !== null) {
    const isLate = wasOpen || at >= endAt;
    return isLate ? fact(0, Math.min(at, answer.at), answer.credit) : null;
  }
  if (!wasOpen || at === Infinity) return null;
  return fact(0, at, replyCredit(contact, ownerAt(contact, at).agent, at));
}
