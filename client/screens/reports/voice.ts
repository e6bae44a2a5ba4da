/**
 * A report's words and formats: those of its files, in the zone of its organisation, so that the page and
 * the file say the same (EXP-8).
 */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { kpiOf } from "../../../shared/kpi/catalog.ts";
import { evidence } from "../../../shared/kpi/evidence.ts";
import type { Unit } from "../../../shared/kpi/kpi.ts";
import { createFormat, type Format, NOTHING } from "../../../shared/text/format.ts";
import { type ReportWords, reportWords, weekNumber } from "../../../shared/text/report.ts";
import { type ReportPageKey, reportPageEn } from "../../../shared/text/report-page.en.ts";
import { reportPageFr } from "../../../shared/text/report-page.fr.ts";
import { reportPageNl } from "../../../shared/text/report-page.nl.ts";
import { reportText } from "../../../shared/text/report-value.ts";
import {
  filled,
  isKey,
  kpiName,
  type Language,
  localeOf,
  type Words,
  wordsOf,
} from "../../../shared/text/words.ts";
import type { ReportCell } from "../../../shared/wire/report.ts";

const catalogs: Record<Language, Record<ReportPageKey, string>> = {
  nl: reportPageNl,
  fr: reportPageFr,
  en: reportPageEn,
};

type Values = Readonly<Record<string, string | number>>;

export interface Voice {
  readonly language: Language;
  readonly zone: string;
  readonly words: Words;
  readonly format: Format;
  /** What stands in a report, also in its files. */
  readonly say: ReportWords;
  /** What stands around it, on the screen only. */
  readonly page: (key: ReportPageKey, values?: Values) => string;
  readonly name: (kpi: string, length: "label" | "long") => string;
  readonly channel: (id: string) => string;
  /** `16-11-2026 07:00`, in the report's zone. */
  readonly instant: (at: string) => string;
  /** Of `2026-11-16`: `16 nov`. */
  readonly day: (date: string) => string;
  /** `week 46`, `week 43–46`; of another period its label. */
  readonly week: (label: string) => string;
}

const SHORT_DAY = { day: "numeric", month: "short", timeZone: "UTC" } as const;

/** The zone tells the Flemish from the Dutch. */
export function voiceOf(language: Language, zone: string): Voice {
  const words = wordsOf(language);
  const say = reportWords(language);
  const format = createFormat(localeOf(language, [zone]));
  const page: Voice["page"] = (key, values = {}) => filled(catalogs[language][key], values);
  const days = new Intl.DateTimeFormat(format.locale, SHORT_DAY);
  return {
    language,
    zone,
    words,
    format,
    say,
    page,
    name: (kpi, length) => kpiName(words, kpi, length),
    channel: (id) => {
      const key = `channel.${id}`;
      return isKey(key) ? words(key) : id === "" ? say("part.no-channel") : id;
    },
    instant: (at) => `${format.date(Date.parse(at), zone)} ${format.time(Date.parse(at), zone)}`,
    day: (date) => days.format(Date.parse(`${date}T12:00:00Z`)),
    week: (label) => {
      const [week, last] = label.split("/").map(weekNumber);
      if (week == null) return label.replace("/", " – ");
      return page("week.name", { week: last == null ? week : `${week}–${last}` });
    },
  };
}

export const VoiceContext = createContext<Voice>(voiceOf("en", "UTC"));

export const useVoice = (): Voice => useContext(VoiceContext);

export interface Shown {
  readonly text: string;
  /** Empty where the value itself is the count, or is withheld. */
  readonly n: string;
  /** Why it is not the value. */
  readonly because: "few" | "withheld" | "nothing" | null;
}

/** A number of a report as the page shows it; of too few no score, unless it is one's own (UX-9, PRIV-5). */
export function shownCell(
  { say, page, format }: Voice,
  cell: Pick<ReportCell, "value" | "n" | "withheld">,
  { kpi, unit }: { readonly kpi: string; readonly unit: Unit },
  isOwn: boolean,
): Shown {
  const { value, n, withheld } = cell;
  if (withheld !== undefined) return { text: say("report.withheld"), n: "", because: "withheld" };
  const counted = unit === "count" ? "" : format.number(n);
  if (value === null) return { text: NOTHING, n: counted, because: "nothing" };
  const nMin = kpiOf(kpi)?.nMin ?? null;
  if (!evidence({ id: kpi, nMin }, n, isOwn).value)
    return { text: page("lines.few"), n: counted, because: "few" };
  return { text: reportText(format, value, unit, kpi), n: counted, because: null };
}
