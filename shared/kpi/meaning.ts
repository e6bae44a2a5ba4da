/**
 * What a definition says in no language yet: how the numbers behind a KPI are put together, what they
 * are called, which moment they belong to and who gets them (KPIS.md 7.1, 9). Words for all keys are in
 * shared/text: formulas.*.ts and terms.*.ts. The table of all KPIs: meanings.ts.
 */
import type { Statistic } from "./builders.ts";
import type { KpiId } from "./catalog.ts";

type Without<Id extends string, Which extends string> = Which extends Which
  ? Id extends `${infer Family}.${Which}`
    ? Family
    : never
  : never;

/** `frt` of `frt.p90`: KPIs that differ in their statistic only share their words. */
type FamilyOf<Id extends string> = Id extends Id
  ? [Without<Id, Statistic>] extends [never]
    ? Id
    : Without<Id, Statistic>
  : never;

export type FamilyId = FamilyOf<KpiId>;

const STATISTIC = /^(.+)\.(p50|p90|p95|mean)$/;

/** The family of a KPI, and its statistic where it has one. */
export function familyOf(id: KpiId): { family: FamilyId; statistic: Statistic | null } {
  const [, family = id, statistic] = STATISTIC.exec(id) ?? [];
  return { family: family as FamilyId, statistic: (statistic ?? null) as Statistic | null };
}

/** Things that are counted. */
export type CountKey =
  | "positive_answers"
  | "answers"
  | "easy_answers"
  | "rating_points"
  | "ratings"
  | "surveys_answered"
  | "surveys_sent"
  | "promoters_net"
  | "promoters"
  | "passives"
  | "detractors"
  | "review_percents"
  | "reviews"
  | "first_responses"
  | "bot_responses"
  | "greetings"
  | "replies"
  | "promises_kept"
  | "promises_decided"
  | "promises_pending"
  | "promises_broken"
  | "tickets_waiting"
  | "tickets_past_target"
  | "closed_without_reply"
  | "conversations"
  | "conversations_3600"
  | "conversations_talk_known"
  | "conversations_hold_known"
  | "conversations_wrapup_known"
  | "conversations_complete"
  | "conversations_transferred"
  | "conversations_ended"
  | "contacts_handled"
  | "contacts_transferred"
  | "answered"
  | "answered_in_time"
  | "abandoned"
  | "abandoned_after_short"
  | "answered_or_abandoned"
  | "answered_or_abandoned_after_short"
  | "answered_or_abandoned_late"
  | "answered_or_abandoned_in_time"
  | "left_queue"
  | "left_queue_in_time"
  | "in_queue"
  | "in_queue_past_target"
  | "callbacks_requested"
  | "callbacks_completed"
  | "callbacks_connected"
  | "attempts"
  | "attempts_connected"
  | "offered"
  | "erlangs"
  | "agents_on_queue"
  | "tickets_first_solved"
  | "tickets_solved"
  | "tickets_reopened"
  | "tickets_one_touch"
  | "tickets_ever_solved"
  | "tickets_closed_first"
  | "tickets_first_response"
  | "first_contacts"
  | "first_contacts_resolved"
  | "first_contacts_pending"
  | "agent_answers"
  | "agent_yes"
  | "customer_answers"
  | "customer_yes"
  | "first_line_contacts"
  | "escalated"
  | "colleagues"
  | "tickets_created"
  | "tickets_open"
  | "tickets_unassigned"
  | "events_rejected"
  | "durations_clamped"
  | "durations_quarantined"
  | "hours";

/** What is added up in seconds. */
export type AmountKey =
  | "waiting_time"
  | "open_waiting_time"
  | "handling_time"
  | "talk_time"
  | "hold_time"
  | "wrapup_time"
  | "conversation_time"
  | "time_in_conversation"
  | "busy_time"
  | "busy_or_available_time"
  | "planned_time"
  | "adherent_time"
  | "queue_time"
  | "queue_time_planned"
  | "solving_time"
  | "customer_waiting_time"
  | "open_time"
  | "on_hold_time"
  | "longest_wait"
  | "age";

export type NumberKey = CountKey | AmountKey;

/** The moment that decides the period (R7). */
export type AnchorKey =
  | "answer"
  | "sent"
  | "review"
  | "reply"
  | "decision"
  | "instant"
  | "solve"
  | "first_solve"
  | "last_solve"
  | "wrapup"
  | "last_wrapup"
  | "first_wrapup"
  | "wrapup_and_split"
  | "split"
  | "exit"
  | "exit_and_wrapup"
  | "request"
  | "connection"
  | "attempt"
  | "creation"
  | "first_contact"
  | "event"
  | "ending"
  | "period";

/** Whose it is (R8, R9). */
export type CreditKey =
  | "solver"
  | "company"
  | "agent"
  | "sender"
  | "sender_or_assignee"
  | "first_solver"
  | "last_solver"
  | "holder"
  | "leg"
  | "last_leg"
  | "queue"
  | "queue_or_phone"
  | "first_handler"
  | "source"
  | "concerned"
  | "nobody";

/**
 * How the numbers make the value. `share`: of each hundred. `ratio`: divided. `rank`: the value at a
 * place in the order. `greatest`, `count`: as they say. `total`: added up. `net`: promoters minus
 * detractors. `spread`: what chance may do to that. `hourly`: per 3,600 s. `load`: offered load.
 */
export type Shape =
  | "share"
  | "ratio"
  | "rank"
  | "greatest"
  | "count"
  | "total"
  | "net"
  | "spread"
  | "hourly"
  | "load";

export interface Meaning {
  readonly shape: Shape;
  readonly anchor: AnchorKey;
  readonly credit: CreditKey;
  /** What `numerator` of an answer counts; null: it only repeats the value. */
  readonly numerator: NumberKey | null;
  readonly denominator: NumberKey | null;
  /** What `n` counts; null: nothing. */
  readonly n: NumberKey | null;
  /** What `pending` counts. */
  readonly pending: CountKey | null;
}
