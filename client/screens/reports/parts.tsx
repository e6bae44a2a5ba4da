/** The same figures per day, team and channel: a real table each, whose heads stay while it scrolls. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { isHead } from "../../../shared/kpi/report-head.ts";
import type { Report, ReportCell, ReportLine } from "../../../shared/wire/report.ts";
import { Section } from "../../parts/page.tsx";
import { linesFor } from "./line-text.ts";
import { shownCell, useVoice } from "./voice.ts";

interface PartsProps {
  readonly report: Report;
  readonly isOwn: boolean;
  /** Where the report of a team is. */
  readonly teamHref: (team: string) => string;
}

interface Row {
  readonly id: string;
  readonly head: ComponentChildren;
  readonly cells: Readonly<Record<string, ReportCell>>;
}

export function Parts({ report, isOwn, teamHref }: PartsProps) {
  const { page, format, channel, day: dayOf } = useVoice();
  const [isWhole, setWhole] = useState(false);
  const days = report.byDay.map(({ day, cells }) => ({
    id: day,
    head: dayHead(format.weekday(noonOf(day), "UTC"), dayOf(day)),
    cells,
  }));
  const teams = report.byTeam.map(({ team, name, cells }) => ({
    id: team,
    head: <a href={teamHref(team)}>{name}</a>,
    cells,
  }));
  const channels = report.byChannel.map((one) => ({
    id: one.channel,
    head: channel(one.channel),
    cells: one.cells,
  }));
  const all = linesFor(report, isOwn);
  const lines = isWhole ? all : all.filter(({ kpi, unit }) => isHead(kpi) || unit === "count");
  const more = (
    <button type="button" class="button" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
      {page(isWhole ? "parts.main" : "parts.all")}
    </button>
  );
  return (
    <Section title={page("parts.title")} actions={more}>
      <Part title={page("parts.day")} rows={days} lines={lines} isOwn={isOwn} />
      <Part title={page("parts.team")} rows={teams} lines={lines} isOwn={isOwn} />
      <Part title={page("parts.channel")} rows={channels} lines={lines} isOwn={isOwn} />
    </Section>
  );
}

const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);

const dayHead = (weekday: string, date: string) => (
  <>
    {weekday} <small>{date}</small>
  </>
);

interface PartProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly lines: readonly ReportLine[];
  readonly isOwn: boolean;
}

function Part({ title, rows, lines, isOwn }: PartProps) {
  const { name, say } = useVoice();
  const used = lines.filter(({ kpi }) => rows.some(({ cells }) => cells[kpi] !== undefined));
  if (rows.length === 0 || used.length === 0) return null;
  return (
    <div class="part">
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section class="table-scroll" tabIndex={0} aria-label={title}>
        <table class="table part-table">
          <caption class="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span class="hidden">{say("column.part")}</span>
              </th>
              {used.map(({ kpi }) => (
                <th scope="col" key={kpi} title={name(kpi, "long")}>
                  {name(kpi, "label")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, head, cells }) => (
              <tr key={id}>
                <th scope="row">{head}</th>
                {used.map((line) => (
                  <PartCell key={line.kpi} cell={cells[line.kpi]} line={line} isOwn={isOwn} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

interface PartCellProps {
  readonly cell: ReportCell | undefined;
  readonly line: ReportLine;
  readonly isOwn: boolean;
}

function PartCell({ cell, line, isOwn }: PartCellProps) {
  const voice = useVoice();
  if (cell === undefined) return <td />;
  const { text, n, because } = shownCell(voice, cell, line, isOwn);
  return (
    <td data-because={because}>
      {text}
      {n !== "" && <small>{voice.words("tile.n", { n })}</small>}
    </td>
  );
}
