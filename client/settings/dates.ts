/** Dates as documents have them, `2026-12-01`: today in a zone, the day before, what to show. Pure. */

const DAY_MS = 86_400_000;

/** The date that the wall clock of `zone` shows at `now` (ms since 1970). */
export function today(now: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

export const yearOf = (date: string): number => Number(date.slice(0, 4));

/** Is it a date that exists? A field that is being typed in has none. */
export const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** What holds on a day, of entries that hold from a date on (or an instant; its date counts). */
export function inForceOn<Entry extends { readonly from?: string | undefined }>(
  entries: readonly Entry[],
  date: string,
): Entry | undefined {
  let found: Entry | undefined;
  for (const entry of [...entries].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))) {
    if (startOf(entry) <= date) found = entry;
  }
  return found;
}

/** Sorts before every date when it holds from the beginning. */
export const startOf = ({ from }: { readonly from?: string | undefined }): string =>
  from?.slice(0, 10) ?? "";

/**
 * The list with an entry that holds from its date on. One from the same day makes place; later ones stay.
 */
export function withFrom<Entry extends { readonly from?: string | undefined }>(
  entries: readonly Entry[],
  entry: Entry,
): Entry[] {
  const others = entries.filter((one) => startOf(one) !== startOf(entry));
  return [...others, entry].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1));
}
