/** Work that is there at an instant: open, unassigned, waiting for an answer (KPIS.md 4.2, 6.2). */
import { greatest, tally } from "./kpi.ts";

const family = { version: 1, better: "lower", nMin: null, perAgent: true } as const;

/** Tickets created in the period; merged and deleted ones are taken back [F3]. */
export const ticketsCreated = tally("tickets.created", ["ticket.created"], {
  ...family,
  better: "neutral",
});

/** Created, not solved, not merged or deleted [F1]. */
export const backlogOpen = tally("backlog.open", ["state.open"], family);
export const backlogUnassigned = tally("backlog.unassigned", ["state.unassigned"], family);

/** Tickets whose customer waits for a person, and the longest of those waits [A2][CW3]. */
export const waitingCount = tally("waiting.count", ["state.waiting"], family);
export const waitingOldest = greatest("waiting.oldest", "state.waiting", family);
