/** Mistakes in queues, service levels and callbacks (KPIS.md 6.1, 6.2). */
import { mistakesIn } from "../mutation.ts";

const level = mistakesIn("service-level", [
  [
    "sl.E",
    "given up before T is forgotten",
    "[...late, ...soon, ...gaveUp], family",
    "[...late, ...gaveUp], family",
  ],
  [
    "sl.A",
    "short waits are forgotten",
    "[...late, ...short, ...soon, ...gaveUp]",
    "[...late, ...soon, ...gaveUp]",
  ],
  [
    "sl.B",
    "given up before T counts",
    '"sl.B", inTime, [...late',
    '"sl.B", inTime, [...late, ...soon',
  ],
  ["sl.C", "short waits are forgotten", "[...inTime, ...short, ...soon],", "[...inTime, ...soon],"],
  [
    "sl.D",
    "given up after T counts",
    '"sl.D", inTime, late',
    '"sl.D", inTime, [...late, ...gaveUp]',
  ],
  [
    "sl.queue_exit_within_T",
    "other exits are too late",
    '...soon, "queue.flowout.in_time"]',
    "...soon]",
  ],
]);

const queue = mistakesIn("queue", [
  [
    "calls.answered",
    "only those in time",
    '"calls.answered", answered',
    '"calls.answered", ["queue.answered.in_time"]',
  ],
  [
    "calls.abandoned",
    "the answered instead",
    '"calls.abandoned", abandoned',
    '"calls.abandoned", answered',
  ],
  [/^asa\./, "those who hung up too", '"p90"], answered', '"p90"], [...answered, ...abandoned]'],
  [
    "abandon.rate_excl_short",
    "short waits too",
    '"abandon.rate_excl_short", hungUp',
    '"abandon.rate_excl_short", abandoned',
  ],
  [
    "abandon.rate",
    "short waits are forgotten",
    '"abandon.rate", abandoned',
    '"abandon.rate", hungUp',
  ],
  [/^abandon\.time\./, "the answered instead", '"p90"], abandoned', '"p90"], answered'],
  ["queue.waiting", "tickets instead of calls", '["state.queued"]', '["state.waiting"]'],
  [
    "queue.longest",
    "of all tickets that wait",
    '"queue.longest", "state.queued"',
    '"queue.longest", "state.waiting"',
  ],
  ["queue.past_target", "those within T too", '["state.queued_late"]', '["state.queued"]'],
]);

const callback = mistakesIn("callback", [
  [
    "callback.requested",
    "only those that were reached",
    '"callback.requested", ["callback.completed"]',
    '"callback.requested", ["callback.wait"]',
  ],
  [
    "callback.completed_rate",
    "all attempts outward",
    '"callback.completed",\n  ofQueue',
    '"outbound.connected",\n  ofQueue',
  ],
  [/^callback\.wait\./, "attempts, not seconds", '["callback.wait"]', '["callback.attempts"]'],
  ["callback.attempts.mean", "seconds, not attempts", '["callback.attempts"]', '["callback.wait"]'],
]);

const staffing = mistakesIn("staffing", [
  [
    "erlang.load erlang.occupancy",
    "minutes for hours",
    "(total(seconds) / legs)) / 3600",
    "(total(seconds) / legs)) / 60",
  ],
  ["erlang.occupancy", "agent hours, not agents", " / 3600 / about.hours", " / 3600"],
  ["period.hours", "days, not hours", "value: hours,", "value: hours / 24,"],
]);

export const queues = [...level, ...queue, ...callback, ...staffing];
