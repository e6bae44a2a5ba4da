/** Limits that both sides know; without schemas, which a screen need not load. */
export const BACKFILL_WEEKS_MAX = 104;
