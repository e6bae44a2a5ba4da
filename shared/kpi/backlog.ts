/** Work that is there at an instant: open, unassigned, waiting for an answer (KPIS.md 4.2, 6.2). */
import { durations, greatest, tally } from "./builders.ts";

const family = { version: 1, better: "lower", nMin: null, perAgent: true } as const;

/** Tickets created in the period; merged and deleted ones are taken back [F3]. */
export const ticketsCreated = tally("tickets.created", ["ticket.created"], {
  ...family,
  better: "neutral",
});

/** Solved without any answer of an agent or a bot; taken back when one follows [Z2]. */
export const closedWithoutReply = tally(
  "closed_without_reply",
  ["ticket.closed_without_reply"],
  family,
);

/** Created, not solved, not merged or deleted [F1]; their age since creation [F3]. */
export const backlogOpen = tally("backlog.open", ["state.open"], family);
export const backlogUnassigned = tally("backlog.unassigned", ["state.unassigned"], family);
export const backlogAge = durations("backlog.age", ["p50", "p90"], ["state.open"], family);

/** Tickets whose customer waits for a person, and the longest of those waits [A2][CW3]. */
export const waitingCount = tally("waiting.count", ["state.waiting"], family);
export const waitingOldest = greatest("waiting.oldest", "state.waiting", family);
export const waitingPastTarget = tally("waiting.past_target", ["state.waiting_late"], family);
