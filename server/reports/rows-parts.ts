/** Sheet 2 and the CSV: the same KPIs as columns, for the whole, each day, team and channel (EXP-2, EXP-6). */
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type { Unit } from "../../shared/kpi/kpi.ts";
import type { Report, ReportCell, ReportLine } from "../../shared/wire/report.ts";
import {
  type Cell,
  type Column,
  type Table,
  textCell,
  timeCell,
  valueCell,
  whole,
} from "./cells.ts";

/** What the table calls things: in a language, or by their ids for systems. */
export interface PartLabels {
  readonly part: string;
  readonly team: string;
  readonly day: string;
  readonly channel: string;
  readonly time: string;
  readonly low: string;
  readonly high: string;
  readonly parts: Readonly<Record<Part, string>>;
  kpi(id: string): string;
  channelName(id: string): string;
  teamName(team: Pick<Report["byTeam"][number], "team" | "name">): string;
}

export type Part = "total" | "day" | "team" | "team_day" | "channel";

interface Row {
  readonly part: Part;
  readonly team: string | null;
  readonly day: string | null;
  readonly channel: string | null;
  readonly cells: Readonly<Record<string, ReportCell>>;
}

/** The whole, then by day, team, team and day, channel: each row says which it is. */
function rowsOf(report: Report, { teamName, channelName }: PartLabels): Row[] {
  const none = { team: null, day: null, channel: null };
  const total = Object.fromEntries(report.lines.map((line) => [line.kpi, line]));
  return [
    { ...none, part: "total", cells: total },
    ...report.byDay.map(({ day, cells }) => ({ ...none, part: "day" as const, day, cells })),
    ...report.byTeam.map((one) => ({
      ...none,
      part: "team" as const,
      team: teamName(one),
      cells: one.cells,
    })),
    ...report.byTeamDay.map((one) => ({
      ...none,
      part: "team_day" as const,
      team: teamName(one),
      day: one.day,
      cells: one.cells,
    })),
    ...report.byChannel.map(({ channel, cells }) => ({
      ...none,
      part: "channel" as const,
      channel: channelName(channel),
      cells,
    })),
  ];
}

interface Asked {
  readonly column: Column;
  cell(of: ReportCell): Cell;
}

/** Units stand in headings, never in cells (EXP-2). */
const UNITS: Partial<Record<Unit, string>> = { s: " (s)", "%": " (%)", h: " (h)" };

/** One KPI's columns: its value, as a time too, n where that is not the value itself, its interval. */
function columnsOf(line: ReportLine, labels: PartLabels, withIntervals: boolean) {
  const { kpi, unit } = line;
  const name = labels.kpi(kpi);
  const suffix = UNITS[unit] ?? "";
  const of = (value: number | null) => valueCell(value, unit, kpi);
  const columns: Asked[] = [
    { column: { header: `${name}${suffix}`, width: 10 }, cell: ({ value }) => of(value) },
  ];
  if (unit === "s")
    columns.push({
      column: { header: `${name} (${labels.time})`, width: 9, isTime: true },
      cell: ({ value }) => timeCell(value, unit, kpi),
    });
  if (unit !== "count")
    columns.push({
      column: { header: `${name} n`, width: 8 },
      cell: ({ n, withheld }) => (withheld === undefined ? whole(n) : null),
    });
  if (withIntervals && kpiOf(kpi)?.nMin != null)
    columns.push(
      {
        column: { header: `${name} ${labels.low}${suffix}`, width: 9 },
        cell: ({ interval }) => of(interval?.low ?? null),
      },
      {
        column: { header: `${name} ${labels.high}${suffix}`, width: 9 },
        cell: ({ interval }) => of(interval?.high ?? null),
      },
    );
  return columns;
}

export interface PartsWanted {
  readonly parts: readonly Part[];
  readonly lines: readonly ReportLine[];
  readonly withIntervals: boolean;
}

export function partsOf(report: Report, labels: PartLabels, wanted: PartsWanted): Table {
  const rows = rowsOf(report, labels).filter(({ part }) => wanted.parts.includes(part));
  const asked = wanted.lines.flatMap((line) =>
    columnsOf(line, labels, wanted.withIntervals).map((one) => ({ ...one, kpi: line.kpi })),
  );
  const withChannel = wanted.parts.includes("channel");
  const own = (text: string | null): Cell => (text === null ? null : textCell(text));
  return {
    columns: [
      { header: labels.part, width: 14 },
      { header: labels.team, width: 22 },
      { header: labels.day, width: 11 },
      ...(withChannel ? [{ header: labels.channel, width: 14 }] : []),
      ...asked.map(({ column }) => column),
    ],
    rows: rows.map(({ part, team, day, channel, cells }) => [
      textCell(labels.parts[part]),
      own(team),
      day === null ? null : { kind: "date", day },
      ...(withChannel ? [own(channel)] : []),
      ...asked.map(({ kpi, cell }) => {
        const found = cells[kpi];
        return found === undefined ? null : cell(found);
      }),
    ]),
  };
}
