/** Which displayed numbers of a report are others in another one (REL-3). Comparisons are no numbers of their own. */
import { reportRounded } from "../../shared/text/report-value.ts";
import type { ReportCell, ReportDifference, ReportPlace } from "../../shared/wire/report.ts";
import type { ReportCore } from "./weekly.ts";

type Numbers = ReportDifference["before"];

interface Placed {
  readonly place: ReportPlace;
  readonly unit: ReportDifference["unit"];
  readonly numbers: Numbers;
  readonly definition: string | null;
}

const NOTHING: Numbers = { value: null, n: 0 };

const nameOf = ({ part, key, kpi }: ReportPlace): string => `${part}\n${key}\n${kpi}`;

/** Every number of a report, in its order. */
export function numbersOf(report: ReportCore): Map<string, Placed> {
  const lines = new Map(report.lines.map((line) => [line.kpi, line]));
  const all = new Map<string, Placed>();
  const note = (place: ReportPlace, { value, n }: Pick<ReportCell, "value" | "n">) => {
    const line = lines.get(place.kpi);
    if (line === undefined) return;
    const { unit, definition } = line;
    all.set(nameOf(place), { place, unit, numbers: { value, n }, definition });
  };
  const noteAll = (part: ReportPlace["part"], key: string, cells: Record<string, ReportCell>) => {
    for (const [kpi, cell] of Object.entries(cells)) note({ part, key, kpi }, cell);
  };
  for (const line of report.lines) note({ part: "line", key: "", kpi: line.kpi }, line);
  for (const { day, cells } of report.byDay) noteAll("day", day, cells);
  for (const { team, cells } of report.byTeam) noteAll("team", team, cells);
  for (const { team, day, cells } of report.byTeamDay) noteAll("team_day", `${team} ${day}`, cells);
  for (const { channel, cells } of report.byChannel) noteAll("channel", channel, cells);
  return all;
}

/** A count of nothing is nothing. */
const isNone = ({ value, n }: Numbers): boolean => n === 0 && (value === null || value === 0);

const isShownAlike = (a: Numbers, b: Numbers, { unit, place }: Placed): boolean => {
  if (isNone(a) && isNone(b)) return true;
  const shown = ({ value }: Numbers) =>
    value === null ? null : reportRounded(value, unit, place.kpi);
  return a.n === b.n && shown(a) === shown(b);
};

/** Without causes; in the order of the later report, then what it has no more. */
export function differencesOf(before: ReportCore, after: ReportCore): ReportDifference[] {
  const [was, is] = [numbersOf(before), numbersOf(after)];
  const differences: ReportDifference[] = [];
  for (const name of new Set([...is.keys(), ...was.keys()])) {
    const placed = is.get(name) ?? was.get(name);
    if (placed === undefined) continue;
    const [from, to] = [was.get(name)?.numbers ?? NOTHING, is.get(name)?.numbers ?? NOTHING];
    if (isShownAlike(from, to, placed)) continue;
    differences.push({
      place: placed.place,
      unit: placed.unit,
      before: from,
      after: to,
      causes: [],
    });
  }
  return differences;
}

/** KPIs whose formula has another version in the later report (R14). */
export function redefined(before: ReportCore, after: ReportCore): Set<string> {
  const was = new Map(before.lines.map(({ kpi, definition }) => [kpi, definition]));
  return new Set(
    after.lines.flatMap(({ kpi, definition }) =>
      (was.get(kpi) ?? definition) === definition ? [] : [kpi],
    ),
  );
}
