/** The columns of one row per contact, in English. */
import type { ContactMeasure, GroupId, OwnWhy } from "../wire/contact-rows.ts";

type FixedColumn =
  | "source"
  | "contact"
  | "channel"
  | "direction"
  | "team"
  | "queue"
  | "agent"
  | "created"
  | "first_reply"
  | "resolved";

export type ContactRowKey =
  | `column.${FixedColumn}`
  | `measure.${ContactMeasure}`
  | `group.${GroupId}`
  | `counts.${OwnWhy}`
  | "other_direction"
  | "times"
  | "why"
  | "somebody"
  | "sheet.contacts"
  | "sheet.about"
  | "about.period"
  | "about.scope"
  | "about.asOf"
  | "about.by"
  | "about.demo"
  | "about.legend";

export const contactRowsEn = {
  "column.source": "Source",
  "column.contact": "Contact",
  "column.channel": "Channel",
  "column.direction": "Direction",
  "column.team": "Team",
  "column.queue": "Queue",
  "column.agent": "Agent",
  "column.created": "Created",
  "column.first_reply": "First reply",
  "column.resolved": "Resolved",
  other_direction: "{name}, other direction",
  times: "{name}, times",
  why: "{name}: did it count?",
  somebody: "somebody",
  "sheet.contacts": "Contacts",
  "sheet.about": "About",
  "about.period": "Period",
  "about.scope": "Scope",
  "about.asOf": "Facts as of",
  "about.by": "Exported by",
  "about.demo": "DEMO: made-up data",
  "about.legend": "Did it count?",
  "counts.counted": "It counted.",
  "counts.other_period": "It counts in another period.",
  "counts.other_credit": "It counts for somebody else.",
  "counts.withheld": "Too few people are behind it.",
  "counts.none": "There was nothing of the kind.",
  "group.ticket": "New ticket",
  "group.frt": "First response",
  "group.frt.business": "First response in opening hours",
  "group.first_steps": "Bot and greeting",
  "group.reply": "Reply time",
  "group.sla.frt": "Promise: first response",
  "group.sla.reply": "Promise: reply",
  "group.sla.resolution": "Promise: resolution",
  "group.aht": "Handling",
  "group.queue": "Queue",
  "group.outbound": "Outbound and call-back",
  "group.resolution.first": "First resolution",
  "group.resolution.full": "Full resolution",
  "group.fcr": "First contact resolution",
  "group.csat": "CSAT",
  "group.nps": "NPS",
  "group.survey": "Other surveys",
  "group.quality": "Data quality",
  "measure.ticket.created": "New ticket",
  "measure.ticket.closed_without_reply": "Closed without a reply",
  "measure.ticket.requester_wait": "Customer's wait",
  "measure.ticket.agent_work": "With the team",
  "measure.ticket.on_hold": "On hold (ticket)",
  "measure.ticket.handoffs": "People who answered",
  "measure.ticket.reopened": "Reopened",
  "measure.ticket.one_touch": "One touch",
  "measure.frt.seconds": "First response",
  "measure.frt.business": "First response, opening hours",
  "measure.frt.from_creation": "First response since creation",
  "measure.frt.since_assignment": "First response since assignment",
  "measure.frt.bot": "Bot's response",
  "measure.agent_greeting": "Agent's greeting",
  "measure.reply.seconds": "Reply time",
  "measure.sla.frt": "Promise kept: first response",
  "measure.sla.reply": "Promises kept: reply",
  "measure.sla.resolution": "Promise kept: resolution",
  "measure.resolution.first": "First resolution",
  "measure.resolution.full": "Full resolution",
  "measure.fcr.resolved": "Resolved at first contact",
  "measure.fcr.closed_first": "Closed at first contact",
  "measure.fcr.first_response": "Solved by the first response",
  "measure.fcr.agent_says": "Resolved, says the agent",
  "measure.fcr.customer_says": "Resolved, says the customer",
  "measure.queue.answered.in_time": "Wait, answered in time",
  "measure.queue.answered.late": "Wait, answered late",
  "measure.queue.abandoned.short": "Wait, abandoned at once",
  "measure.queue.abandoned.in_time": "Wait, abandoned in time",
  "measure.queue.abandoned.late": "Wait, abandoned late",
  "measure.queue.flowout.in_time": "Wait, left otherwise in time",
  "measure.queue.flowout.late": "Wait, left otherwise late",
  "measure.leg.handle": "Handling",
  "measure.leg.workload": "Handling, share of time",
  "measure.leg.talk": "Talk",
  "measure.leg.hold": "Hold",
  "measure.leg.wrap": "Wrap-up",
  "measure.leg.dial": "Dialling",
  "measure.leg.session": "Session",
  "measure.leg.transferred": "Legs transferred",
  "measure.leg.complete": "Legs measured in full",
  "measure.contact.handle": "Handling of the whole contact",
  "measure.contact.transferred": "Transferred",
  "measure.contact.escalated": "Escalated",
  "measure.outbound.connected": "Attempts that reached the customer",
  "measure.callback.completed": "Call-backs done",
  "measure.callback.wait": "Wait for the call-back",
  "measure.callback.attempts": "Attempts to call back",
  "measure.csat.positive": "CSAT positive",
  "measure.csat.raw.1-5": "Rating 1–5",
  "measure.csat.raw.1-3": "Rating 1–3",
  "measure.csat.raw.0-1": "Rating 0–1",
  "measure.csat.raw.1-7": "Rating 1–7",
  "measure.csat.raw.1-10": "Rating 1–10",
  "measure.csat.raw.0-10": "Rating 0–10",
  "measure.csat.raw.other": "Rating, other scale",
  "measure.csat.sent": "Surveys sent that were answered",
  "measure.nps.raw": "Would recommend 0–10",
  "measure.nps.relationship.raw": "Would recommend 0–10, relationship",
  "measure.ces.raw": "Effort 1–7",
  "measure.review.score": "Review, millionths of a percent",
  "measure.quality.rejected": "Events refused",
  "measure.quality.skew_clamped": "Clock adjusted",
  "measure.quality.quarantined": "Set aside",
} as const satisfies Record<ContactRowKey, string>;
