/** The words of the sections about the organisation, and dates as the reader's language has them. */
import { type ArrangeKey, arrangeEn } from "../../../../shared/text/arrange.en.ts";
import { arrangeFr } from "../../../../shared/text/arrange.fr.ts";
import { arrangeNl } from "../../../../shared/text/arrange.nl.ts";
import { filled, type Language } from "../../../../shared/text/words.ts";
import { useTongue } from "../../language.ts";

const catalogs: Record<Language, Record<ArrangeKey, string>> = {
  nl: arrangeNl,
  fr: arrangeFr,
  en: arrangeEn,
};

export interface Tell {
  (key: ArrangeKey, values?: Readonly<Record<string, string | number>>): string;
  /** `Mon 1 Dec 2026` */
  day(date: string): string;
  /** `Monday` */
  weekday(index: number, width: "long" | "short"): string;
  /** `from Mon 1 Dec 2026`, or `from the beginning`. */
  since(from: string | null | undefined): string;
}

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function useTell(): Tell {
  const { language, format } = useTongue();
  const tell = (key: ArrangeKey, values: Readonly<Record<string, string | number>> = {}) =>
    filled(catalogs[language][key], values);
  const day = (date: string) =>
    new Intl.DateTimeFormat(format.locale, {
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      timeZone: "UTC",
    }).format(Date.parse(date));
  const weekday = (index: number, width: "long" | "short") =>
    new Intl.DateTimeFormat(format.locale, { weekday: width, timeZone: "UTC" }).format(
      MONDAY + index * DAY_MS,
    );
  const since = (from: string | null | undefined) =>
    from == null ? tell("since.start") : tell("since.date", { date: day(from) });
  return Object.assign(tell, { day, weekday, since });
}
