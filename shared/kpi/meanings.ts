/** The meaning of every KPI, one line per family (KPIS.md 9): the compiler asks for those that lack. */
import type { KpiId } from "./catalog.ts";
import {
  type AmountKey,
  type AnchorKey,
  type CountKey,
  type CreditKey,
  type FamilyId,
  familyOf,
  type Meaning,
  type NumberKey,
  type Shape,
} from "./meaning.ts";

/** Above the line, below the line; what is below is n. */
const over =
  <Key extends NumberKey>(shape: Shape) =>
  (
    anchor: AnchorKey,
    credit: CreditKey,
    numerator: Key,
    denominator: Key,
    more: Partial<Pick<Meaning, "n" | "pending">> = {},
  ): Meaning => ({
    shape,
    anchor,
    credit,
    numerator,
    denominator,
    n: denominator,
    pending: null,
    ...more,
  });

const share = over<CountKey>("share");
/** Σ of values over how many there are. */
const mean = over("ratio");
/** Seconds of seconds. */
const part = over<AmountKey>("share");

/** One number that is the value. */
const single =
  (shape: Shape) =>
  (anchor: AnchorKey, credit: CreditKey, numerator: NumberKey, n: NumberKey | null = numerator) =>
    ({ shape, anchor, credit, numerator, denominator: null, n, pending: null }) satisfies Meaning;

const count = single("count");
const greatest = single("greatest");
const net = (credit: CreditKey) => over("net")("answer", credit, "promoters_net", "answers");
const spread = { ...net("solver"), shape: "spread" } as const;

const meanings: Record<FamilyId, Meaning> = {
  "csat.score": share("answer", "solver", "positive_answers", "answers"),
  "csat.wilson95": share("answer", "solver", "positive_answers", "answers"),
  csat: mean("answer", "solver", "rating_points", "ratings"),
  "csat.response_rate": share("sent", "solver", "surveys_answered", "surveys_sent"),
  "nps.score": net("solver"),
  "nps.se": spread,
  "nps.moe95": spread,
  "nps.adjusted_wald95": net("solver"),
  "nps.relationship.score": net("company"),
  "ces.agree": share("answer", "solver", "easy_answers", "answers"),
  ces: mean("answer", "solver", "rating_points", "answers"),
  "quality.score": mean("review", "agent", "review_percents", "reviews"),

  frt: mean("reply", "sender", "waiting_time", "first_responses"),
  "frt.business": mean("reply", "sender", "open_waiting_time", "first_responses"),
  "frt.from_creation": mean("reply", "sender", "waiting_time", "first_responses"),
  "frt.since_assignment": mean("reply", "sender", "waiting_time", "first_responses"),
  "frt.bot": mean("reply", "holder", "waiting_time", "bot_responses"),
  agent_greeting: mean("reply", "sender", "waiting_time", "greetings"),
  reply_time: mean("reply", "sender", "waiting_time", "replies"),
  "sla.frt.attainment": share(
    "decision",
    "sender_or_assignee",
    "promises_kept",
    "promises_decided",
    { pending: "promises_pending" },
  ),
  "sla.reply.attainment": share(
    "decision",
    "sender_or_assignee",
    "promises_kept",
    "promises_decided",
  ),
  "sla.resolution.attainment": share(
    "decision",
    "first_solver",
    "promises_kept",
    "promises_decided",
  ),
  "sla.frt.breached": count("decision", "sender_or_assignee", "promises_broken"),
  "sla.reply.breached": count("decision", "sender_or_assignee", "promises_broken"),
  "sla.resolution.breached": count("decision", "first_solver", "promises_broken"),
  "waiting.count": count("instant", "holder", "tickets_waiting"),
  "waiting.oldest": greatest("instant", "holder", "longest_wait", "tickets_waiting"),
  "waiting.past_target": count("instant", "holder", "tickets_past_target"),
  closed_without_reply: count("solve", "first_solver", "closed_without_reply"),

  aht: mean("wrapup", "leg", "handling_time", "conversations"),
  "aht.talk": mean("wrapup", "leg", "talk_time", "conversations_talk_known"),
  "aht.hold": mean("wrapup", "leg", "hold_time", "conversations_hold_known"),
  "aht.wrap": mean("wrapup", "leg", "wrapup_time", "conversations_wrapup_known"),
  "aht.outbound": mean("wrapup", "leg", "handling_time", "conversations"),
  "aht.coverage": share("wrapup", "leg", "conversations_complete", "conversations"),
  handle_per_contact: mean("last_wrapup", "last_leg", "handling_time", "contacts_handled"),
  session_length: mean("wrapup", "leg", "conversation_time", "conversations_ended"),
  concurrency: over("ratio")("split", "agent", "conversation_time", "time_in_conversation"),
  "occupied.seconds": single("total")("split", "agent", "busy_time"),

  "calls.answered": count("exit", "leg", "answered"),
  "calls.abandoned": count("exit", "queue_or_phone", "abandoned"),
  "sl.E": share("exit", "queue", "answered_in_time", "answered_or_abandoned_after_short"),
  "sl.A": share("exit", "queue", "answered_in_time", "answered_or_abandoned"),
  "sl.B": share("exit", "queue", "answered_in_time", "answered_or_abandoned_late"),
  "sl.C": share("exit", "queue", "answered_or_abandoned_in_time", "answered_or_abandoned"),
  "sl.D": share("exit", "queue", "answered_in_time", "answered"),
  "sl.queue_exit_within_T": share("exit", "queue", "left_queue_in_time", "left_queue"),
  asa: mean("exit", "leg", "waiting_time", "answered"),
  "abandon.rate_excl_short": share(
    "exit",
    "queue",
    "abandoned_after_short",
    "answered_or_abandoned_after_short",
  ),
  "abandon.rate": share("exit", "queue", "abandoned", "answered_or_abandoned"),
  "abandon.time": mean("exit", "queue", "waiting_time", "abandoned"),
  "queue.waiting": count("instant", "queue", "in_queue"),
  "queue.longest": greatest("instant", "queue", "longest_wait", "in_queue"),
  "queue.past_target": count("instant", "queue", "in_queue_past_target"),
  "callback.requested": count("request", "queue", "callbacks_requested"),
  "callback.completed_rate": share(
    "request",
    "queue",
    "callbacks_completed",
    "callbacks_requested",
  ),
  "callback.wait": mean("connection", "leg", "waiting_time", "callbacks_connected"),
  "callback.attempts": mean("connection", "leg", "attempts", "callbacks_connected"),

  occupancy: part("split", "agent", "busy_time", "busy_or_available_time"),
  utilisation: part("split", "agent", "busy_or_available_time", "planned_time"),
  adherence: part("split", "agent", "adherent_time", "planned_time"),
  conformance: part("split", "agent", "queue_time", "queue_time_planned"),
  contacts_per_hour: over("hourly")(
    "wrapup_and_split",
    "agent",
    "conversations_3600",
    "queue_time",
    {
      n: "conversations",
    },
  ),
  "erlang.load": single("load")("exit_and_wrapup", "queue", "erlangs", "offered"),
  "erlang.occupancy": over("ratio")("exit_and_wrapup", "queue", "erlangs", "agents_on_queue", {
    n: "offered",
  }),

  "resolution.first": mean("first_solve", "first_solver", "solving_time", "tickets_first_solved"),
  "resolution.full": mean("last_solve", "last_solver", "solving_time", "tickets_solved"),
  requester_wait: mean("last_solve", "last_solver", "customer_waiting_time", "tickets_solved"),
  agent_work: mean("last_solve", "last_solver", "open_time", "tickets_solved"),
  on_hold: mean("last_solve", "last_solver", "on_hold_time", "tickets_solved"),
  "reopen.rate": share("first_solve", "first_solver", "tickets_reopened", "tickets_first_solved"),
  "one_touch.rate": share(
    "first_solve",
    "first_solver",
    "tickets_one_touch",
    "tickets_first_solved",
  ),
  fcr: share("first_contact", "first_handler", "first_contacts_resolved", "first_contacts", {
    pending: "first_contacts_pending",
  }),
  "fcr.closed_first": share(
    "first_contact",
    "first_handler",
    "tickets_closed_first",
    "tickets_ever_solved",
  ),
  "fcr.first_response": share(
    "first_contact",
    "first_handler",
    "tickets_first_response",
    "tickets_ever_solved",
  ),
  "fcr.agent_says": share("first_contact", "first_handler", "agent_yes", "agent_answers"),
  "fcr.customer_says": share("first_contact", "first_handler", "customer_yes", "customer_answers"),
  "transfer.rate_per_leg": share("wrapup", "leg", "conversations_transferred", "conversations"),
  "transfer.rate_per_contact": share(
    "last_wrapup",
    "last_leg",
    "contacts_transferred",
    "contacts_handled",
  ),
  "escalation.rate": share("first_wrapup", "first_handler", "escalated", "first_line_contacts"),
  handoffs: mean("last_solve", "last_solver", "colleagues", "tickets_solved"),
  "outbound.connect_rate": share("attempt", "leg", "attempts_connected", "attempts"),
  "tickets.created": count("creation", "holder", "tickets_created"),
  "backlog.open": count("instant", "holder", "tickets_open"),
  "backlog.unassigned": count("instant", "holder", "tickets_unassigned"),
  "backlog.age": mean("instant", "holder", "age", "tickets_open"),
  "quality.rejected": count("event", "source", "events_rejected"),
  "quality.skew_clamped": count("ending", "concerned", "durations_clamped"),
  "quality.quarantined": count("ending", "concerned", "durations_quarantined"),
  "period.hours": single("total")("period", "nobody", "hours", null),
};

/** What the KPI means: a percentile has no numbers above and below a line, only n values in order. */
export function meaningOf(id: KpiId): Meaning {
  const { family, statistic } = familyOf(id);
  const meaning = meanings[family];
  if (statistic === null || statistic === "mean") return meaning;
  return { ...meaning, shape: "rank", numerator: null, denominator: null };
}
