/**
 * A report as somebody may see it who sees groups of `group` people up (PRIV-5). What says something of the
 * work of fewer is not told, nor what it could be computed from.
 */
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type {
  Report,
  ReportCell,
  ReportDifference,
  ReportLine,
  ReportPlace,
} from "../../shared/wire/report.ts";
import { isAboutWork } from "../figures/small-groups.ts";
import type { People } from "./people.ts";

/** A figure that is in the catalogue no more might be about anything. */
function isOfWork(id: string): boolean {
  const kpi = kpiOf(id);
  return kpi === undefined || isAboutWork(kpi);
}

/** `2026-W43/2026-W46` is of the weeks it joins: a single small one among them would be what is left. */
function peopleIn({ periods }: People, label: string): number {
  const [first = "", last = ""] = label.split("/");
  const own = Object.entries(periods).filter(([week]) => week >= first && week <= last);
  return Math.min(periods[label] ?? 0, ...own.map(([, people]) => people));
}

/** How many people are behind a number of the report. */
function peopleBehind(people: People, period: string, { part, key, kpi }: ReportPlace): number {
  switch (part) {
    case "line":
      return people.periods[period] ?? 0;
    case "day":
      return people.days[key] ?? 0;
    case "team":
      return people.teams[key] ?? 0;
    case "team_day":
      return people.teamDays[key] ?? 0;
    case "channel":
      return people.channels[key]?.[kpi] ?? 0;
  }
}

export const isWithheld = (
  people: People,
  period: string,
  place: ReportPlace,
  group: number | null,
): boolean => group !== null && isOfWork(place.kpi) && peopleBehind(people, period, place) < group;

const NOT_TOLD = { value: null, n: 0, interval: null, withheld: "group" } as const;

type Comparison = ReportLine["compared"]["previous"];

function lineSeen(line: ReportLine, people: People, period: string, group: number): ReportLine {
  if (!isOfWork(line.kpi)) return line;
  const isSmall = (label: string) => peopleIn(people, label) < group;
  const isHidden = isSmall(period);
  const compared = (one: Comparison): Comparison => {
    if (one === null || (!isHidden && !isSmall(one.label))) return one;
    const none = { ...one, difference: null, interval: null, verdict: null };
    return isSmall(one.label) ? { ...none, ...NOT_TOLD } : none;
  };
  const { previous, lastFour, lastYear } = line.compared;
  const others = {
    compared: {
      previous: compared(previous),
      lastFour: compared(lastFour),
      lastYear: compared(lastYear),
    },
    weeks: line.weeks.map((one) => (isSmall(one.week) ? { ...one, value: null, n: 0 } : one)),
  };
  if (!isHidden) return { ...line, ...others };
  const { parts: _parts, pending: _pending, passport: _passport, ...rest } = line;
  return { ...rest, ...NOT_TOLD, numerator: 0, denominator: null, status: null, ...others };
}

/** Null: everything, as it is kept. */
export function seenReport(report: Report, people: People, group: number | null): Report {
  if (group === null) return report;
  const { label } = report.period;
  const hide = (place: Omit<ReportPlace, "kpi">, cells: Record<string, ReportCell>) =>
    Object.fromEntries(
      Object.entries(cells).map(([kpi, cell]) => [
        kpi,
        isWithheld(people, label, { ...place, kpi }, group) ? NOT_TOLD : cell,
      ]),
    );
  const isLineHidden = (kpi: string) =>
    isWithheld(people, label, { part: "line", key: "", kpi }, group);
  const isPartSmall = ({ kpi, by }: Report["notable"][number], part: string | null): boolean =>
    part === null || isWithheld(people, label, { part: by, key: part, kpi }, group);
  return {
    ...report,
    lines: report.lines.map((line) => lineSeen(line, people, label, group)),
    byDay: report.byDay.map((one) => ({
      ...one,
      cells: hide({ part: "day", key: one.day }, one.cells),
    })),
    byTeam: report.byTeam.map((one) => ({
      ...one,
      cells: hide({ part: "team", key: one.team }, one.cells),
    })),
    byTeamDay: report.byTeamDay.map((one) => ({
      ...one,
      cells: hide({ part: "team_day", key: `${one.team} ${one.day}` }, one.cells),
    })),
    byChannel: report.byChannel.map((one) => ({
      ...one,
      cells: hide({ part: "channel", key: one.channel }, one.cells),
    })),
    notable: report.notable
      .filter(({ kpi }) => !isLineHidden(kpi))
      .map((one) =>
        one.parts.some(({ group: part }) => isPartSmall(one, part)) ? { ...one, parts: [] } : one,
      ),
  };
}

/** Differences of numbers that are not told are not told either, on whichever side. */
export const seenDifferences = (
  differences: readonly ReportDifference[],
  period: string,
  sides: readonly People[],
  group: number | null,
): ReportDifference[] =>
  differences.filter(({ place }) =>
    sides.every((people) => !isWithheld(people, period, place, group)),
  );
