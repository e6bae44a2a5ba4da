/** The same lines as a table: each figure in each of its weeks (1.3.1). */
import { weekNumber } from "../../../shared/text/report.ts";
import type { ReportLine } from "../../../shared/wire/report.ts";
import { TableTwin } from "../../tiles/table-twin.tsx";
import { shownCell, useVoice } from "./voice.ts";

interface WeeksTableProps {
  readonly lines: readonly ReportLine[];
  readonly isOwn: boolean;
}

/** `W46`; the year where there are two of them is said by the order. */
const short = (label: string): string => {
  const week = weekNumber(label);
  return week === null ? label : `W${week}`;
};

export function WeeksTable({ lines, isOwn }: WeeksTableProps) {
  const voice = useVoice();
  const { page, say, name } = voice;
  const weeks = [...new Set(lines.flatMap((line) => line.weeks.map(({ week }) => week)))].sort();
  return (
    <TableTwin
      caption={page("lines.weeks")}
      columns={[say("column.kpi"), ...weeks.map(short)]}
      rows={lines.map((line) => ({
        id: line.kpi,
        head: name(line.kpi, "long"),
        cells: weeks.map((week) => {
          const found = line.weeks.find((one) => one.week === week);
          return found === undefined ? "" : shownCell(voice, found, line, isOwn).text;
        }),
      }))}
    />
  );
}
