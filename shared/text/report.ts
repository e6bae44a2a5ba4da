/** The words of a report, and what a period is called on top of it (EXP-5, EXP-10). */
import { dateOf } from "../time/interval.ts";
import type { Locale } from "./format.ts";
import { type ReportKey, reportEn } from "./report.en.ts";
import { reportFr } from "./report.fr.ts";
import { reportNl } from "./report.nl.ts";
import { filled, type Language } from "./words.ts";

const catalogs: Record<Language, Record<ReportKey, string>> = {
  nl: reportNl,
  fr: reportFr,
  en: reportEn,
};

export type ReportWords = (
  key: ReportKey,
  values?: Readonly<Record<string, string | number>>,
) => string;

export function reportWords(language: Language): ReportWords {
  const catalog = catalogs[language];
  return (key, values = {}) => filled(catalog[key], values);
}

/** Instants as ISO 8601; `to` is where the period ends, and belongs to it no more. */
export interface ReportPeriod {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

/** `2026-W47` → 47; null: no ISO week. */
export const weekNumber = (label: string): number | null => {
  const found = /^\d{4}-W(\d{2})$/.exec(label);
  return found === null ? null : Number(found[1]);
};

/** `16–22 november 2026`, `28 december 2026 – 3 januari 2027`: first and last day, as the zone has them. */
export function datesOf({ from, to, zone }: ReportPeriod, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const noon = (at: number) => Date.parse(`${dateOf(at, zone)}T12:00:00Z`);
  const [first, last] = [noon(Date.parse(from)), noon(Date.parse(to) - 1)];
  if (last <= first) return format.format(first);
  const text = format.formatRange(first, last).replaceAll(/\s*–\s*/g, " – ");
  return text.replace(/^(\d+) – /, "$1–");
}

/** What a report is called: `Week 47 (16–22 november 2026)`; of another period its dates. */
export function reportHeading(period: ReportPeriod, words: ReportWords, locale: Locale): string {
  const dates = datesOf(period, locale);
  const week = weekNumber(period.label);
  return week === null ? dates : words("report.week", { week, dates });
}
