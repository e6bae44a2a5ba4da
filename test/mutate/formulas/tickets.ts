/** Mistakes in response times, promises, solving and backlog (KPIS.md 4, 6.2). */
import { mistakesIn } from "../mutation.ts";

const response = mistakesIn("response", [
  [/^frt\.(p\d\d|mean)$/, "time with a bot counts too", '["frt.seconds"]', '["frt.from_creation"]'],
  [/^frt\.business\./, "closed hours count too", '["frt.business"]', '["frt.seconds"]'],
  [/^frt\.from_creation\./, "without time with a bot", '["frt.from_creation"]', '["frt.seconds"]'],
  [/^frt\.since_assignment\./, "since creation", '["frt.since_assignment"]', '["frt.seconds"]'],
  [/^frt\.bot\./, "a person's answer instead of a bot's", '["frt.bot"]', '["frt.seconds"]'],
  [/^agent_greeting\./, "since creation", '["agent_greeting"]', '["frt.seconds"]'],
  [
    /^reply_time\./,
    "first responses count too",
    '["reply.seconds"]',
    '["reply.seconds", "frt.seconds"]',
  ],
]);

const promises = mistakesIn("sla", [
  [
    "sla.frt.attainment",
    "another promise",
    '"sla.frt.attainment", "sla.frt"',
    '"sla.frt.attainment", "sla.reply"',
  ],
  ["sla.frt.attainment", "nothing is pending", '"state.sla_pending"', '"state.fcr_pending"'],
  [
    "sla.reply.attainment",
    "another promise",
    '"sla.reply.attainment", "sla.reply"',
    '"sla.reply.attainment", "sla.frt"',
  ],
  [
    "sla.resolution.attainment",
    "another promise",
    '"sla.resolution.attainment", "sla.resolution"',
    '"sla.resolution.attainment", "sla.frt"',
  ],
  ["sla.frt.breached", "kept ones counted", '["sla.frt"], breaches, 0', '["sla.frt"], breaches, 1'],
  [
    "sla.reply.breached",
    "kept ones counted",
    '["sla.reply"], breaches, 0',
    '["sla.reply"], breaches, 1',
  ],
  [
    "sla.resolution.breached",
    "kept ones counted",
    '["sla.resolution"],\n  breaches,\n  0',
    '["sla.resolution"],\n  breaches,\n  1',
  ],
]);

const solving = mistakesIn("resolution", [
  [/^resolution\.first\./, "to the last solve", '["resolution.first"]', '["resolution.full"]'],
  [/^resolution\.full\./, "to the first solve", '["resolution.full"]', '["resolution.first"]'],
  [
    /^requester_wait\./,
    "without time on hold",
    '["ticket.requester_wait"]',
    '["ticket.agent_work"]',
  ],
  [/^agent_work\./, "time on hold too", '["ticket.agent_work"]', '["ticket.requester_wait"]'],
  [/^on_hold\./, "time as open", '["ticket.on_hold"]', '["ticket.agent_work"]'],
  ["reopen.rate", "solved in one go instead", '"ticket.reopened"', '"ticket.one_touch"'],
  ["one_touch.rate", "reopened instead", '"ticket.one_touch"', '"ticket.reopened"'],
  ["handoffs.mean", "reopenings instead", '["ticket.handoffs"]', '["ticket.reopened"]'],
  [
    "escalation.rate",
    "transfers instead",
    '"contact.escalated"',
    '"contact.transferred"',
    ["test/server/fold/first-contact.test.ts"],
  ],
]);

const backlog = mistakesIn("backlog", [
  ["tickets.created", "solved ones instead", '["ticket.created"]', '["resolution.first"]'],
  [
    "closed_without_reply",
    "all that were created",
    '["ticket.closed_without_reply"]',
    '["ticket.created"]',
  ],
  [
    "backlog.open",
    "only those waiting for an answer",
    '"backlog.open", ["state.open"]',
    '"backlog.open", ["state.waiting"]',
  ],
  ["backlog.unassigned", "assigned ones too", '["state.unassigned"]', '["state.open"]'],
  [
    /^backlog\.age\./,
    "only those waiting for an answer",
    '["p50", "p90"], ["state.open"]',
    '["p50", "p90"], ["state.waiting"]',
  ],
  ["waiting.count", "answered ones too", '["state.waiting"]', '["state.open"]'],
  ["waiting.oldest", "answered ones too", '"state.waiting", family', '"state.open", family'],
  ["waiting.past_target", "those in time too", '["state.waiting_late"]', '["state.waiting"]'],
]);

const FIRST = ["test/server/fold/first-contact.test.ts"];
const firstContact = mistakesIn("first-contact", [
  ["fcr", "as the first response says", '"fcr.resolved"', '"fcr.first_response"'],
  ["fcr", "nothing is pending", '"state.fcr_pending"', '"state.sla_pending"'],
  [
    "fcr.closed_first",
    "another reading",
    '"fcr.closed_first", family',
    '"fcr.resolved", family',
    FIRST,
  ],
  [
    "fcr.first_response",
    "another reading",
    '"fcr.first_response", family',
    '"fcr.resolved", family',
    FIRST,
  ],
  [
    "fcr.agent_says",
    "as the customer says",
    '"fcr.agent_says", family',
    '"fcr.customer_says", family',
    FIRST,
  ],
  [
    "fcr.customer_says",
    "as the agent says",
    '"fcr.customer_says", family',
    '"fcr.agent_says", family',
    FIRST,
  ],
]);

const doubts = mistakesIn("quality", [
  ["quality.rejected", "adjusted ones instead", '["quality.rejected"]', '["quality.skew_clamped"]'],
  [
    "quality.skew_clamped",
    "dropped ones instead",
    '["quality.skew_clamped"]',
    '["quality.quarantined"]',
  ],
  [
    "quality.quarantined",
    "adjusted ones instead",
    '["quality.quarantined"]',
    '["quality.skew_clamped"]',
  ],
]);

export const tickets = [
  ...response,
  ...promises,
  ...solving,
  ...backlog,
  ...firstContact,
  ...doubts,
];
