/** Mistakes in handling times and agents' time (KPIS.md 5, 6.2). */
import { mistakesIn } from "../mutation.ts";

const handling = mistakesIn("average-handle-time", [
  [
    /^aht\.(mean|p\d\d)$/,
    "outbound legs too",
    "statistic(read(measureFor(about), inbound.only)",
    "statistic(read(measureFor(about))",
  ],
  [
    /^aht\.(mean|p\d\d)$/,
    "workload on the phone, sessions elsewhere",
    'channel === "phone"',
    'channel !== "phone"',
  ],
  ["aht.talk.mean", "outbound legs too", '["leg.talk"], inbound', '["leg.talk"], family'],
  ["aht.hold.mean", "talk instead", '["leg.hold"]', '["leg.talk"]'],
  ["aht.wrap.mean", "outbound legs too", '["leg.wrap"], inbound', '["leg.wrap"], family'],
  ["aht.outbound.mean", "inbound legs", '["leg.handle"], outbound', '["leg.handle"], inbound'],
  ["aht.coverage", "those passed on instead", '"leg.complete"', '"leg.transferred"'],
  ["handle_per_contact.mean", "per leg", '["contact.handle"]', '["leg.handle"]'],
  [/^session_length\./, "with wrap-up", '["leg.session"]', '["leg.handle"]'],
  ["outbound.connect_rate", "legs with all parts known", '"outbound.connected"', '"leg.complete"'],
]);

const transfer = mistakesIn("transfer", [
  ["transfer.rate_per_leg", "per contact", '"leg.transferred"', '"contact.transferred"'],
  ["transfer.rate_per_contact", "per leg", '"contact.transferred"', '"leg.transferred"'],
]);

const time = mistakesIn("agent-time", [
  [
    "occupancy",
    "of the planned time",
    '["agent.busy"], present',
    '["agent.busy"], ["agent.planned"]',
  ],
  [
    "utilisation",
    "only busy time",
    '"%", present, ["agent.planned"]',
    '"%", ["agent.busy"], ["agent.planned"]',
  ],
  ["adherence", "time on queue instead", '["agent.adherent"]', '["agent.on_queue"]'],
  ["conformance", "of all planned time", '["agent.on_queue_planned"]', '["agent.planned"]'],
  ["concurrency", "over busy time", '["agent.in_session"]', '["agent.busy"]'],
  [
    "occupied.seconds",
    "pieces, not seconds",
    'total(read("agent.busy"))',
    'count(read("agent.busy"))',
  ],
  ["contacts_per_hour", "per minute", "null : (3600 * n) / seconds", "null : (60 * n) / seconds"],
]);

export const agents = [...handling, ...transfer, ...time];
