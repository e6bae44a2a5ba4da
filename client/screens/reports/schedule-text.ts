/** Days, times and names of the list of recipients. Pure. */
import type { Voice } from "./voice.ts";

/** Monday 5 January 2026, noon: the first of any seven days. */
const MONDAY = Date.parse("2026-01-05T12:00:00Z");
const DAY_MS = 86_400_000;

/** 1 is Monday, 7 Sunday. */
export const dayName = ({ format }: Pick<Voice, "format">, day: number): string =>
  format.weekdayLong(MONDAY + (day - 1) * DAY_MS, "UTC");

export const timeText = (hour: number, minute: number): string =>
  `${hour}:${String(minute).padStart(2, "0")}`;

/** The name of a scope's team; null: it has none. */
export const teamsOf = (
  scopes: readonly { readonly label: string; readonly name: string | null }[],
  scope: string,
): string | null => scopes.find(({ label }) => label === scope)?.name ?? null;
