/** Sheet 1: one line per KPI, against its target and against other times (EXP-6). */
import type { Unit } from "../../shared/kpi/kpi.ts";
import { weekNumber } from "../../shared/text/report.ts";
import type { Report, ReportLine } from "../../shared/wire/report.ts";
import {
  type Cell,
  type Column,
  type Table,
  textCell,
  timeCell,
  valueCell,
  whole,
} from "./cells.ts";
import type { Voice } from "./voice.ts";

const SHAPES = { on_target: "●", attention: "▲", action: "◆", none: "–" } as const;

/** A status is a shape and a word, never a colour alone (UX-11). */
function statusCell({ status, target, value }: ReportLine, { words }: Voice): Cell {
  if (target === null || value === null) return null;
  if (status === null) return { kind: "text", text: `– ${words("status.few")}`, mark: "none" };
  return { kind: "text", text: `${SHAPES[status]} ${words(`status.${status}`)}`, mark: status };
}

type Compared = ReportLine["compared"]["previous"];

function comparedCells(line: ReportLine, compared: Compared, { say }: Voice): Cell[] {
  if (compared === null) return [null, null, null];
  const { value, difference, verdict, withheld } = compared;
  return [
    withheld === undefined
      ? valueCell(value, line.unit, line.kpi)
      : textCell(say("report.withheld")),
    valueCell(difference, line.unit, line.kpi),
    verdict === null ? null : textCell(say(`verdict.${verdict}`)),
  ];
}

function rowOf(line: ReportLine, against: readonly Time[], voice: Voice): Cell[] {
  const { kpi, unit, value, n, interval, target, compared, withheld } = line;
  const of = (number: number | null) => valueCell(number, unit, kpi);
  return [
    textCell(voice.name(kpi, "long")),
    textCell(voice.say(`unit.${unit satisfies Unit}`)),
    withheld === undefined ? of(value) : textCell(voice.say("report.withheld")),
    timeCell(value, unit, kpi),
    withheld === undefined ? whole(n) : null,
    of(interval?.low ?? null),
    of(interval?.high ?? null),
    of(target?.value ?? null),
    statusCell(line, voice),
    ...against.flatMap((time) => comparedCells(line, compared[time], voice)),
  ];
}

type Time = keyof ReportLine["compared"];
const TIMES: readonly Time[] = ["previous", "lastFour", "lastYear"];

/** Times of which there is nothing to compare with take no room. */
export function summaryOf({ lines, period }: Report, voice: Voice): Table {
  const { say } = voice;
  const against = TIMES.filter((time) => lines.some(({ compared }) => compared[time] !== null));
  const headings: Record<Time, string> = {
    previous: say(weekNumber(period.label) === null ? "column.previous.period" : "column.previous"),
    lastFour: say("column.four"),
    lastYear: say("column.year"),
  };
  const columns: Column[] = [
    { header: say("column.kpi"), width: 42, isLong: true },
    { header: say("column.unit"), width: 11 },
    { header: say("column.value"), width: 9 },
    { header: say("column.time"), width: 8, isTime: true },
    { header: say("column.n"), width: 8 },
    { header: say("column.low"), width: 9 },
    { header: say("column.high"), width: 9 },
    { header: say("column.target"), width: 9 },
    { header: say("column.status"), width: 19 },
    ...against.flatMap((time): Column[] => [
      { header: headings[time], width: 13 },
      { header: say("column.difference"), width: 10 },
      { header: say("column.verdict"), width: 28, isLong: true },
    ]),
  ];
  return { columns, rows: lines.map((line) => rowOf(line, against, voice)) };
}
