/** A line of a report as finished text: value, interval, target, what it is compared with. Pure. */
import { isHead } from "../../../shared/kpi/report-head.ts";
import { weekNumber } from "../../../shared/text/report.ts";
import { reportDifference, reportText } from "../../../shared/text/report-value.ts";
import type { Report, ReportLine } from "../../../shared/wire/report.ts";
import type { StatusMark } from "../../tiles/text.ts";
import type { Against } from "./question.ts";
import { type Shown, shownCell, type Voice } from "./voice.ts";

export interface ComparedText {
  /** `+1.2 pt`; empty where there is nothing to compare with. */
  readonly difference: string;
  /** In words: higher, lower, no clear change. */
  readonly verdict: string;
  /** Only where it is clear. */
  readonly way: "up" | "down" | null;
  /** The value then. */
  readonly before: string;
  /** Which time it is. */
  readonly when: string;
}

export interface LineText {
  readonly shown: Shown;
  /** `80.1% – 84.3%`; empty where there is none. */
  readonly interval: string;
  readonly target: string;
  /** Null: no target, or no value. */
  readonly status: { readonly mark: StatusMark; readonly word: string } | null;
}

const NO_LINE = "\u2060\u2013\u2060";

/** One's own page has no target and no status (UX-13). */
export function lineText(voice: Voice, line: ReportLine, isOwn: boolean): LineText {
  const { words, format } = voice;
  const { kpi, unit, value, interval, target, status } = line;
  const text = (number: number) => reportText(format, number, unit, kpi);
  const shown = shownCell(voice, line, line, isOwn);
  const isShown = shown.because === null;
  const isJudged = !isOwn && target !== null && value !== null;
  return {
    shown,
    interval:
      interval === null || !isShown
        ? ""
        : `${text(interval.low)} ${NO_LINE} ${text(interval.high)}`,
    target: target === null || isOwn ? "" : text(target.value),
    status: !isJudged
      ? null
      : status === null || !isShown
        ? { mark: "few", word: words("status.few") }
        : { mark: status, word: words(`status.${status}`) },
  };
}

const WAYS = { higher: "up", lower: "down", "no clear change": null, "too few": null } as const;

export function comparedText(
  voice: Voice,
  line: ReportLine,
  against: Against,
  isOwn: boolean,
): ComparedText | null {
  const { page, say, format } = voice;
  const { kpi, unit } = line;
  const one = line.compared[against];
  if (one === null) return null;
  const before = shownCell(voice, one, line, isOwn);
  const isTold = before.because === null && shownCell(voice, line, line, isOwn).because === null;
  const difference =
    one.difference === null || !isTold ? "" : reportDifference(format, one.difference, unit, kpi);
  return {
    difference,
    verdict: difference === "" ? "" : one.verdict === null ? "" : say(`verdict.${one.verdict}`),
    way: difference === "" || one.verdict === null ? null : WAYS[one.verdict],
    before: before.because === "nothing" ? page("sheet.none") : before.text,
    when: voice.week(one.label),
  };
}

/** What the times are called; of no week the first is the period before. */
export function againstName(voice: Voice, against: Against, period: string): string {
  const isWeek = weekNumber(period) !== null;
  return voice.page(against === "previous" && !isWeek ? "lines.period" : `lines.${against}`);
}

/** Values of the weeks as they may be shown: of too few none. */
export const weekValues = (voice: Voice, line: ReportLine, isOwn: boolean): (number | null)[] =>
  line.weeks.map((one) => (shownCell(voice, one, line, isOwn).because === null ? one.value : null));

/** An agent's handling time never stands alone: with CSAT or the reopen rate beside it, or not at all (UX-29). */
export function linesFor({ lines }: Pick<Report, "lines">, isOwn: boolean): readonly ReportLine[] {
  const has = (id: string) => lines.some(({ kpi, value }) => kpi === id && value !== null);
  const isAlone = isOwn && !has("csat.score") && !has("reopen.rate");
  return isAlone ? lines.filter(({ kpi }) => !kpi.startsWith("aht.")) : lines;
}

/** The five at the head stand there also of nothing; whatever else there was would stand beside them. */
export const isEmpty = ({ lines }: Pick<Report, "lines">): boolean =>
  lines.every(({ kpi, value, n }) => isHead(kpi) && n === 0 && value === null);
