/** The teams, or the days of a team, with the five figures; what does not fit is counted, never cut in silence. */
import { reportText } from "../../../shared/text/report-value.ts";
import type { Report } from "../../../shared/wire/report.ts";
import { isHead } from "../kpis.ts";
import type { Voice } from "../voice.ts";
import { HAIR, MARGIN, type Paper, QUIET, RIGHT } from "./paper.ts";

const LINE = 13.5;
const NAME_WIDTH = 160;

interface Row {
  readonly name: string;
  readonly cells: Report["byDay"][number]["cells"];
}

const daysOf = ({ byDay }: Report, { format }: Voice): Row[] =>
  byDay.map(({ day, cells }) => ({ name: format.day(Date.parse(`${day}T12:00Z`), "UTC"), cells }));

export function drawTeams(
  paper: Paper,
  report: Report,
  voice: Voice,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const { lines, byTeam } = report;
  const rows = byTeam.length > 0 ? byTeam : daysOf(report, voice);
  const room = Math.floor((to - from - 34) / LINE);
  if (rows.length === 0 || room < 2) return;
  const { say, format, name } = voice;
  const shown = rows.slice(0, rows.length <= room ? room : room - 1);
  const columns = lines.filter(({ kpi }) => isHead(kpi));
  const width = (RIGHT - MARGIN - NAME_WIDTH) / Math.max(1, columns.length);
  const cell = (at: number) => ({ x: MARGIN + NAME_WIDTH + at * width, width });
  const start = from + 14;
  paper.group("Table", () => {
    paper.group("TR", () => {
      paper.write(
        say(byTeam.length > 0 ? "pdf.teams" : "pdf.days"),
        MARGIN,
        start,
        { size: 10, weight: "strong" },
        "TH",
      );
      columns.forEach(({ kpi }, at) => {
        const { x } = cell(at);
        const style = { size: 7.5, colour: QUIET, align: "right", width } as const;
        paper.write(name(kpi, "label"), x, start + 2.5, style, "TH");
      });
    });
    shown.forEach(({ name: team, cells }, row) => {
      const y = start + 19 + row * LINE;
      paper.decorate((pdf) => {
        pdf
          .moveTo(MARGIN, y - 3)
          .lineTo(RIGHT, y - 3)
          .lineWidth(0.4)
          .stroke(HAIR);
      });
      paper.group("TR", () => {
        paper.write(team, MARGIN, y, { size: 8.5, width: NAME_WIDTH - 8 }, "TH");
        columns.forEach(({ kpi, unit }, at) => {
          const found = cells[kpi];
          const text =
            found?.withheld === undefined
              ? reportText(format, found?.value ?? null, unit, kpi)
              : say("report.withheld");
          const isText = found?.withheld !== undefined;
          const { x } = cell(at);
          const style = { size: isText ? 6 : 8.5, align: "right", width } as const;
          paper.write(text, x, y + (isText ? 2 : 0), style, "TD");
        });
      });
    });
  });
  const rest = rows.length - shown.length;
  if (rest > 0 && byTeam.length > 0) {
    const y = start + 19 + shown.length * LINE;
    paper.write(say("pdf.teams.rest", { count: rest }), MARGIN, y, { size: 7.5, colour: QUIET });
  }
}
