/**
 * English words for what definitions are made of: numbers by name, moments, credits, statistics, and
 * the sentences that put numbers together.
 */
import type { Statistic } from "../kpi/builders.ts";
import type { AmountKey, AnchorKey, CountKey, CreditKey } from "../kpi/meaning.ts";

/** For one, and for any other number. */
export type Noun = readonly [one: string, many: string];

export type SentenceKey =
  | "amount"
  | "share"
  | "ratio"
  | "rank"
  | "greatest"
  | "count"
  | "net"
  | "spread"
  | "hourly"
  | "load"
  | "nothing"
  | "pending";

export interface Terms {
  readonly counts: Record<CountKey, Noun>;
  readonly amounts: Record<AmountKey, string>;
  readonly anchors: Record<AnchorKey, string>;
  readonly credits: Record<CreditKey, string>;
  /** Closes the formula of a mean, median or percentile. */
  readonly statistics: Record<Statistic, string>;
  /** The same in a word. */
  readonly ranks: Record<Exclude<Statistic, "mean">, string>;
  readonly sentences: Record<SentenceKey, string>;
}

export const termsEn: Terms = {
  counts: {
    positive_answers: ["positive answer", "positive answers"],
    answers: ["answer", "answers"],
    easy_answers: ["answer that it was easy", "answers that it was easy"],
    rating_points: ["point", "points"],
    ratings: ["rating from 1 to 5", "ratings from 1 to 5"],
    surveys_answered: ["answered survey", "answered surveys"],
    surveys_sent: ["survey sent", "surveys sent"],
    promoters_net: ["promoters − detractors", "promoters − detractors"],
    promoters: ["promoter", "promoters"],
    passives: ["passive", "passives"],
    detractors: ["detractor", "detractors"],
    review_percents: ["percent", "percent"],
    reviews: ["review", "reviews"],
    first_responses: ["first response", "first responses"],
    bot_responses: ["first response by a bot", "first responses by a bot"],
    greetings: ["first message of an agent", "first messages of agents"],
    replies: ["reply", "replies"],
    promises_kept: ["promise kept", "promises kept"],
    promises_decided: ["promise decided", "promises decided"],
    promises_pending: ["promise not decided yet", "promises not decided yet"],
    promises_broken: ["promise not kept", "promises not kept"],
    tickets_waiting: ["waiting ticket", "waiting tickets"],
    tickets_past_target: ["waiting ticket past its target", "waiting tickets past their target"],
    closed_without_reply: ["ticket solved without an answer", "tickets solved without an answer"],
    conversations: ["handled conversation", "handled conversations"],
    conversations_3600: ["handled conversation × 3,600", "handled conversations × 3,600"],
    conversations_talk_known: [
      "conversation with known talk time",
      "conversations with known talk time",
    ],
    conversations_hold_known: [
      "conversation with known hold time",
      "conversations with known hold time",
    ],
    conversations_wrapup_known: [
      "conversation with known wrap-up",
      "conversations with known wrap-up",
    ],
    conversations_complete: [
      "conversation with all parts known",
      "conversations with all parts known",
    ],
    conversations_transferred: ["transferred conversation", "transferred conversations"],
    conversations_ended: ["conversation", "conversations"],
    contacts_handled: ["handled contact", "handled contacts"],
    contacts_transferred: ["contact with a transfer", "contacts with a transfer"],
    answered: ["contact answered", "contacts answered"],
    answered_in_time: ["contact answered within T", "contacts answered within T"],
    abandoned: ["contact abandoned", "contacts abandoned"],
    abandoned_after_short: ["contact abandoned after S", "contacts abandoned after S"],
    answered_or_abandoned: ["contact answered or abandoned", "contacts answered or abandoned"],
    answered_or_abandoned_after_short: [
      "contact answered, or abandoned after S",
      "contacts answered, or abandoned after S",
    ],
    answered_or_abandoned_late: [
      "contact answered, or abandoned after T",
      "contacts answered, or abandoned after T",
    ],
    answered_or_abandoned_in_time: [
      "contact answered or abandoned within T",
      "contacts answered or abandoned within T",
    ],
    left_queue: ["contact that left the queue", "contacts that left the queue"],
    left_queue_in_time: [
      "contact that left the queue within T",
      "contacts that left the queue within T",
    ],
    in_queue: ["contact in the queue", "contacts in the queue"],
    in_queue_past_target: ["contact waiting longer than T", "contacts waiting longer than T"],
    callbacks_requested: ["callback asked for", "callbacks asked for"],
    callbacks_completed: ["callback made", "callbacks made"],
    callbacks_connected: [
      "callback that reached the customer",
      "callbacks that reached the customer",
    ],
    attempts: ["attempt", "attempts"],
    attempts_connected: ["attempt that reached the customer", "attempts that reached the customer"],
    offered: ["contact offered", "contacts offered"],
    erlangs: ["erlang", "erlang"],
    agents_on_queue: ["agent on queue", "agents on queue"],
    tickets_first_solved: ["ticket solved for the first time", "tickets solved for the first time"],
    tickets_solved: ["solved ticket", "solved tickets"],
    tickets_reopened: ["reopened ticket", "reopened tickets"],
    tickets_one_touch: ["ticket solved with one reply", "tickets solved with one reply"],
    tickets_ever_solved: ["ticket that was solved", "tickets that were solved"],
    tickets_closed_first: ["ticket solved once by one agent", "tickets solved once by one agent"],
    tickets_first_response: [
      "ticket solved with the first response",
      "tickets solved with the first response",
    ],
    first_contacts: ["first contact over 7 days old", "first contacts over 7 days old"],
    first_contacts_resolved: ["first contact resolved", "first contacts resolved"],
    first_contacts_pending: [
      "first contact not 7 days old yet",
      "first contacts not 7 days old yet",
    ],
    agent_answers: ["answer by an agent", "answers by agents"],
    agent_yes: ["time “solved” by an agent", "times “solved” by agents"],
    customer_answers: ["answer by a customer", "answers by customers"],
    customer_yes: ["time “solved” by a customer", "times “solved” by customers"],
    first_line_contacts: ["contact of the first line", "contacts of the first line"],
    escalated: ["contact passed to the second line", "contacts passed to the second line"],
    colleagues: ["colleague who wrote", "colleagues who wrote"],
    tickets_created: ["new ticket", "new tickets"],
    tickets_open: ["open ticket", "open tickets"],
    tickets_unassigned: ["open ticket without an agent", "open tickets without an agent"],
    events_rejected: ["event refused", "events refused"],
    durations_clamped: ["duration set to 0 s", "durations set to 0 s"],
    durations_quarantined: ["duration not counted", "durations not counted"],
    hours: ["hour", "hours"],
  },
  amounts: {
    waiting_time: "waiting time",
    open_waiting_time: "waiting time in opening hours",
    handling_time: "handling time",
    talk_time: "talk time",
    hold_time: "hold time",
    wrapup_time: "wrap-up",
    conversation_time: "conversation time",
    time_in_conversation: "time in at least one conversation",
    busy_time: "busy time",
    busy_or_available_time: "busy or available time",
    planned_time: "planned time",
    adherent_time: "time as planned",
    queue_time: "time on queue",
    queue_time_planned: "planned time on queue",
    solving_time: "time to the solution",
    customer_waiting_time: "waiting time of customers",
    open_time: "time in status open",
    on_hold_time: "time in status on hold",
    longest_wait: "longest wait",
    age: "age",
  },
  anchors: {
    answer: "at the first answer of the survey; a changed answer stays there",
    sent: "when the survey was sent",
    review: "when the review was made",
    reply: "at the reply",
    decision: "when it is decided: at the answer or solution, or when the promised time runs out",
    instant: "at this instant",
    solve: "when the ticket was solved",
    first_solve: "when the ticket was solved for the first time",
    last_solve: "when the ticket was last solved",
    wrapup: "when wrap-up ends",
    last_wrapup: "when wrap-up of the contact’s last conversation ends",
    first_wrapup: "when wrap-up of the first conversation ends; without one, at the first reply",
    wrapup_and_split:
      "conversations when wrap-up ends; time on queue split at each quarter of an hour",
    split: "split at each quarter of an hour",
    exit: "when the contact leaves the queue",
    exit_and_wrapup: "contacts when they leave the queue; handling time when wrap-up ends",
    request: "when the customer asks for the callback",
    connection: "when the customer is reached",
    attempt: "when the attempt ends",
    creation: "when the ticket is created",
    first_contact: "at the beginning of the first contact",
    event: "at the event’s own time",
    ending: "when the wait or the conversation ended",
    period: "the period itself",
  },
  credits: {
    solver:
      "the agent whose solution led to the survey, else the one it names or who last replied; the team that had the ticket then",
    company: "the centre, and a team only if the survey names one; no agent",
    agent: "the agent; the team that was the agent’s own then",
    sender: "the agent who sent it; the team that had the ticket then",
    sender_or_assignee:
      "the agent who replied, without a reply the one it was assigned to; the team that had the ticket then",
    first_solver: "the agent who solved it first; the team that had the ticket then",
    last_solver: "the agent who solved it last; the team that had the ticket then",
    holder: "the agent it is assigned to and the team that has it at that moment",
    leg: "the agent of the conversation; the team of the queue, else the agent’s own team",
    last_leg:
      "the agent of the last conversation; the team of its queue, else the agent’s own team",
    queue: "the team of the queue; no agent",
    queue_or_phone:
      "the team of the queue; an agent only if the source says whose telephone was ringing",
    first_handler: "the agent who handled the contact first, and that team",
    source: "the centre; no team and no agent",
    concerned: "the centre and the team concerned; not shown per agent",
    nobody: "nobody",
  },
  statistics: {
    mean: "Mean: sum ÷ number.",
    p50: "Median: half are at this value or below.",
    p90: "p90: nine out of ten are at this value or below.",
    p95: "p95: 19 out of 20 are at this value or below.",
  },
  ranks: { p50: "median", p90: "p90", p95: "p95" },
  sentences: {
    amount: "{seconds} s {name}",
    share: "{numerator} of {denominator} = {value}",
    ratio: "{numerator} ÷ {denominator} = {value}",
    rank: "{rank} of {n} = {value}",
    greatest: "longest of {n} = {value}",
    count: "{numerator}",
    net: "100 × ({promoters} − {detractors}) ÷ {denominator} = {value}; {passives}",
    spread: "{promoters}, {passives} and {detractors} of {denominator}: {value}",
    hourly: "3,600 × {n} ÷ {denominator} = {value}",
    load: "{n} × mean handling time ÷ length of the period = {numerator}",
    nothing: "no value: {n}",
    pending: "{text}; {pending}",
  },
};
