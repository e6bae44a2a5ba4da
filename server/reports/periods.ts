/** What a week is compared with: other times of the same length (EXP-5, UX-6). */
import { type Period, periodOf, plusDays, weekOf } from "../../shared/time/interval.ts";

/** The last weeks of a report, itself among them. */
export const WEEKS = 13;
export const POOLED_WEEKS = 4;

export interface Beside {
  /** The weeks before, oldest first: at most 12; none of what is no week. */
  readonly before: readonly Period[];
  /** The ISO week of the same number a year earlier; null: that year has none. */
  readonly lastYear: Period | null;
}

const WEEK = /^(\d{4})-W(\d\d)$/;

export const isWeek = (label: string): boolean => WEEK.test(label);

/** A week of its own label; throws on another. */
export function weekPeriod(label: string, zone: string): Period {
  const period = periodOf(label, zone, 0);
  if (!period.ok) throw new Error(period.problem);
  return period.value;
}

/** The week that lies `weeks` before the one that begins at `from`. */
export const weekBefore = (from: number, weeks: number, zone: string): string =>
  weekOf(plusDays(from, -7 * weeks, zone), zone);

export function besideOf({ label, from }: Period, zone: string): Beside {
  const [, year, number] = WEEK.exec(label) ?? [];
  if (year === undefined) return { before: [], lastYear: null };
  const before = Array.from({ length: WEEKS - 1 }, (_, index) =>
    weekPeriod(weekBefore(from, WEEKS - 1 - index, zone), zone),
  );
  const lastYear = periodOf(`${Number(year) - 1}-W${number}`, zone, 0);
  return { before, lastYear: lastYear.ok ? lastYear.value : null };
}

/** Several weeks as one; null: there are none. */
export function pooled(weeks: readonly Period[]): Period | null {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return null;
  const label = first === last ? first.label : `${first.label}/${last.label}`;
  return { label, from: first.from, to: last.to, rolling: false };
}
