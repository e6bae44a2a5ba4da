/**
 * What each KPI counts, in one or two sentences for a team leader (KPIS.md 2–6). Where a family has
 * statistics, the sentence says what the values are; terms.*.ts says what is done with them. T and S are
 * the answer limit and the short limit of the queue.
 */
import type { FamilyId } from "../kpi/meaning.ts";

export const formulasEn: Record<FamilyId, string> = {
  "csat.score":
    "Positive answers (4 or 5 of 5; on other scales the top) ÷ all answers. Neutral is an answer, but not a positive one. Unanswered surveys do not count.",
  "csat.wilson95":
    "CSAT with its margin: the range that holds the true share in 95 of 100 such samples (Wilson). The fewer answers, the wider.",
  csat: "Ratings of surveys on a scale of 1 to 5; other scales are left out.",
  "csat.response_rate":
    "Surveys sent in the period and answered, whenever that was ÷ surveys sent.",
  "nps.score":
    "100 × (promoters − detractors) ÷ answers, asked after a contact. Promoters gave 9 or 10, detractors 0 to 6; passives (7 or 8) only count as answers.",
  "nps.se":
    "How far chance moves the NPS: 100 × √((p + d − (p − d)²) ÷ answers); p and d are the shares of promoters and detractors.",
  "nps.moe95":
    "1.96 × the standard error of the NPS: so many points up or down are within chance, in 95 of 100 such samples.",
  "nps.adjusted_wald95":
    "The NPS with its 95% range. For the range three answers are added: ¾ promoter, ¾ detractor, 1½ passive (adjusted Wald).",
  "nps.relationship.score":
    "100 × (promoters − detractors) ÷ answers, asked about the company, not after a contact. Promoters gave 9 or 10, detractors 0 to 6.",
  "ces.agree": "Answers 5, 6 or 7 to “it was easy”, on a scale of 1 to 7 ÷ all answers.",
  ces: "Answers from 1 to 7 to “it was easy”.",
  "quality.score":
    "Mean of the reviews. Each is the weighted mean of its items, 0 to 100%; items that do not apply are left out, and a failed critical item makes it 0.",

  frt: "From the customer’s message, or the hand-over by a bot, to the first public message by a person. Not for calls, nor for tickets an agent opened.",
  "frt.business":
    "First response time in opening hours only, of each team that had the ticket. A wait wholly outside them is 0. No schedule: no value.",
  "frt.from_creation":
    "From creation of the ticket to the first public message by a person, time with a bot included.",
  "frt.since_assignment":
    "From when the agent who answered, else the team, got the ticket, to that first response.",
  "frt.bot": "From creation of the ticket to the first public message of a bot.",
  agent_greeting:
    "Chat and messaging: from when an agent got the contact to that agent’s first message.",
  reply_time:
    "From the first unanswered message of the customer to the next public message by a person. Several messages are one wait; first responses do not count.",
  "sla.frt.attainment":
    "Promises kept ÷ promises decided. The first response decides, or the end of the promised time if that is sooner. Exactly on time is kept.",
  "sla.reply.attainment":
    "Promises kept ÷ promises decided. The reply decides, or the end of the promised time if that is sooner. Exactly on time is kept.",
  "sla.resolution.attainment":
    "Promises kept ÷ promises decided. The first solution decides, or the end of the promised time if that is sooner. Exactly on time is kept.",
  "sla.frt.breached":
    "First responses that were not there when their promised time ran out, whether they came later or not.",
  "sla.reply.breached":
    "Replies that were not there when their promised time ran out, whether they came later or not.",
  "sla.resolution.breached":
    "Solutions that were not there when their promised time ran out, whether they came later or not.",
  "waiting.count":
    "Tickets whose customer waits for a person: no first response yet, or a later message unanswered.",
  "waiting.oldest": "The longest wait of all tickets whose customer waits for a person.",
  "waiting.past_target":
    "Tickets whose customer waits for a person and whose promised time has run out.",
  closed_without_reply:
    "Tickets of customers, solved by a person or a rule without any answer by an agent or a bot. Taken back if one follows.",

  aht: "Inbound. Phone: talk + hold + wrap-up. Other channels, or several: the contact’s share of the agent’s time (1 of k, with k open). Mail only if measured.",
  "aht.talk": "Conversation without hold, inbound; only where it is known.",
  "aht.hold":
    "Time the customer was on hold, consultations included, inbound; only where it is known. Never on hold is 0.",
  "aht.wrap": "Wrap-up after the conversation, inbound; only where the source measures it.",
  "aht.outbound":
    "Dialling + talk + hold + wrap-up of outbound conversations that reached the customer.",
  "aht.coverage":
    "Handled conversations of which every part (talk, hold, wrap-up, dialling) is known and not estimated ÷ all handled conversations.",
  handle_per_contact:
    "Handling time of all conversations of one contact together, also after transfers; once none still goes on.",
  session_length:
    "From accepting to the end of the conversation, without wrap-up. Conversations at the same time each count in full.",
  concurrency:
    "Time of all conversations, each in full ÷ time in at least one. 1 is one at a time, 2 is always two.",
  "occupied.seconds":
    "Time in talk, hold, wrap-up, consultation or dialling. Two at the same time count once.",
  "calls.answered":
    "Contacts answered out of a queue. Direct, outbound and consulting calls do not count.",
  "calls.abandoned":
    "Contacts whose customer hung up while waiting in the queue, however soon. Hanging up in the menu does not count.",
  "sl.E":
    "Answered within T ÷ (answered + hung up after S). T is the answer limit of the queue, S the short limit. Callbacks, voicemail and overflow do not count.",
  "sl.A": "Answered within T ÷ (answered + all who hung up). T is the answer limit of the queue.",
  "sl.B":
    "Answered within T ÷ (answered + hung up after T). Who hung up within T, the answer limit of the queue, does not count.",
  "sl.C":
    "(Answered + hung up, both within T) ÷ (all answered + all who hung up). T is the answer limit of the queue.",
  "sl.D":
    "Answered within T ÷ answered. T is the answer limit of the queue. Who hung up does not count.",
  "sl.queue_exit_within_T":
    "Left the queue within T in whatever way (answered, hung up, callback, voicemail, overflow) ÷ all that left it. T is the answer limit of the queue.",
  asa: "From entering the queue to the agent’s answer, ringing included; of answered contacts only.",
  "abandon.rate_excl_short":
    "Hung up in the queue after S ÷ (answered + hung up after S). S is the short limit of the queue: who hangs up sooner does not count.",
  "abandon.rate": "All who hung up in the queue, however soon ÷ (answered + all who hung up).",
  "abandon.time": "From entering the queue to hanging up, of all who hung up, however soon.",
  "queue.waiting":
    "Contacts in a queue, not answered yet. Who asked for a callback does not count.",
  "queue.longest": "The longest wait of all contacts in a queue.",
  "queue.past_target":
    "Contacts in a queue that have waited longer than T, the answer limit of the queue.",
  "callback.requested": "Callbacks that customers asked for: neither abandoned nor answered.",
  "callback.completed_rate":
    "Callbacks asked for in the period on which the customer was reached, whenever that was ÷ callbacks asked for.",
  "callback.wait": "From asking for a callback to reaching the customer; only if reached.",
  "callback.attempts":
    "Attempts until the customer was reached, that one included; only if reached.",
  occupancy:
    "Busy ÷ (busy + available). Busy is talk, hold, wrap-up, consultation and dialling; several contacts at the same time count once.",
  utilisation:
    "(Busy + available) ÷ planned time, planned breaks included. Only where there is a roster.",
  adherence:
    "Time in the planned kind of activity (working, on break) ÷ planned time. Only where there is a roster.",
  conformance:
    "Time on queue (busy or available) ÷ time planned on queue, whether at the planned hours or not. Only where there is a roster.",
  contacts_per_hour: "Handled conversations ÷ hours on queue (busy or available).",
  "erlang.load":
    "Contacts offered per hour × mean handling time in seconds ÷ 3,600: how many agents it keeps busy all the time.",
  "erlang.occupancy": "Offered load ÷ agents on queue, on average over the period.",

  "resolution.first":
    "From creation of the ticket to its first solution, in real time. It stays when the ticket is reopened.",
  "resolution.full":
    "From creation of the ticket to its last solution, in real time. Taken back when it is reopened, counted anew when it is solved again.",
  requester_wait:
    "Time in status new, open or on hold, up to the last solution. Time waiting for the customer does not count.",
  agent_work: "Time in status open, up to the last solution.",
  on_hold: "Time in status on hold, up to the last solution.",
  "reopen.rate":
    "Tickets reopened at least once ÷ tickets first solved in the period. Reopened by an agent is a correction and does not count.",
  "one_touch.rate":
    "Solved, never reopened, with exactly one public reply by a person ÷ tickets first solved in the period.",
  fcr: "First contacts after which the customer did not come back within 7 × 24 hours (with the same topic, if known) ÷ first contacts older than that.",
  "fcr.closed_first":
    "Solved once and still solved, handled by one agent only ÷ inbound tickets that were solved at least once.",
  "fcr.first_response":
    "Solved once and still solved, with exactly one public reply by a person ÷ inbound tickets that were solved at least once.",
  "fcr.agent_says":
    "Contacts that the agent calls resolved at the first contact ÷ contacts of which the agent says yes or no.",
  "fcr.customer_says":
    "Contacts that the customer calls resolved at the first contact ÷ contacts of which the customer says yes or no.",
  "transfer.rate_per_leg": "Conversations that ended in a transfer ÷ handled conversations.",
  "transfer.rate_per_contact": "Contacts with at least one transfer ÷ handled contacts.",
  "escalation.rate":
    "Contacts passed on to a team of the second line ÷ contacts that the first line handled first.",
  handoffs:
    "Different colleagues who wrote to the customer or left a note, up to the last solution.",
  "outbound.connect_rate":
    "Attempts that reached the customer ÷ all attempts to call a customer, callbacks included.",
  "tickets.created":
    "Tickets and chats created in the period. Merged and deleted ones are taken back.",
  "backlog.open": "Tickets and chats created and not solved; merged and deleted ones do not count.",
  "backlog.unassigned": "Open tickets and chats that no agent has.",
  "backlog.age": "Time since creation of the tickets and chats that are open.",
  "quality.rejected":
    "Events refused because they cannot be right, such as a score of 6 on a scale of 1 to 5. Each counts once, however often it came.",
  "quality.skew_clamped":
    "Waits, replies and conversations that ended up to 120 s before they began, as clocks differ. They count as 0 s.",
  "quality.quarantined":
    "Waits, replies and conversations that ended more than 120 s before they began. They do not count.",
  "period.hours":
    "Real time from the beginning to the end of the period: a day can have 23 or 25 hours.",
};

const LEVEL =
  "Says nothing about how long those beyond T wait, and rewards serving newcomers first: look at answer speed and longest wait too.";
const UNANSWERED = "Says nothing about those still waiting: look at the waiting tickets too.";
const BESIDE = "Shorter is not better by itself: look at CSAT or reopened tickets too.";
const YOUNG = "Still coming in: the last 7 days can change.";
const ROUGH = "Those who hang up count as work too, so with many of them it is too high.";
const STATUS = "Time in a status is not work on the ticket.";

/** What a number does not say. */
export const bewareEn: Partial<Record<FamilyId, string>> = {
  csat: "A mean is not CSAT and no percentage.",
  "csat.response_rate": YOUNG,
  "nps.se": "0 when all agree, however few they are: look at the NPS range.",
  "nps.moe95": "0 when all agree, however few they are: look at the NPS range.",
  frt: UNANSWERED,
  "frt.business": UNANSWERED,
  "frt.from_creation": UNANSWERED,
  "frt.since_assignment": UNANSWERED,
  reply_time: UNANSWERED,
  aht: BESIDE,
  "aht.outbound": BESIDE,
  "aht.coverage": "Below 100% AHT is only the sum of the parts that are known.",
  "sl.E": LEVEL,
  "sl.A": LEVEL,
  "sl.B": LEVEL,
  "sl.C": LEVEL,
  "sl.D": LEVEL,
  "sl.queue_exit_within_T": LEVEL,
  asa: "Those who hung up are not in it: look at the abandons too.",
  conformance: "Above 100% is possible: more was worked than planned.",
  "erlang.load": ROUGH,
  "erlang.occupancy": ROUGH,
  agent_work: STATUS,
  "reopen.rate": YOUNG,
  "one_touch.rate": YOUNG,
  "fcr.closed_first": YOUNG,
  "fcr.first_response": YOUNG,
};
