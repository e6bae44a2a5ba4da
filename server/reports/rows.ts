/**
 * A report as tables of typed cells: the one place where what files say is chosen and rounded (EXP-8).
 * The same book in the same language always gives the same tables.
 */
import type { Language } from "../../shared/text/words.ts";
import type { Book } from "./book.ts";
import { type Cell, type Sheet, type Table, textCell, whole } from "./cells.ts";
import { isHead } from "./kpis.ts";
import { changesOf, definitionsOf, factsOf, gapsOf, sourcesOf } from "./rows-about.ts";
import { type Part, type PartLabels, partsOf } from "./rows-parts.ts";
import { summaryOf } from "./rows-summary.ts";
import { type Voice, voiceOf } from "./voice.ts";

const ALL: readonly Part[] = ["total", "day", "team", "team_day", "channel"];

/** The four sheets of a workbook: summary, per team and day, all figures, definitions and quality. */
export function sheetsOf(book: Book, language: Language): Sheet[] {
  const { report, revision } = book;
  const voice = voiceOf(book, language);
  const { say, words, heading, scope, state, instant } = voice;
  const title = `${report.demo ? `${words("app.demo")} · ` : ""}${heading}`;
  const facts = say("report.facts", { at: instant(report.facts.asOf) });
  const subtitle = [report.organisation, scope, state, facts].filter(Boolean).join(" · ");
  const labels = labelsOf(voice);
  const { lines } = report;
  const main = lines.filter(({ kpi, unit }) => isHead(kpi) || unit === "count");
  const days = ALL.filter((part) => part !== "channel");
  const sheet = (name: string, table: Table, below: Sheet["below"] = []): Sheet => ({
    ...table,
    name,
    title,
    subtitle,
    below,
  });
  const changes = changesOf({ report, revision, state: book.state }, voice);
  return [
    sheet(say("sheet.summary"), summaryOf(report, voice)),
    sheet(
      say("sheet.parts"),
      partsOf(report, labels, { parts: days, lines: main, withIntervals: false }),
    ),
    sheet(say("sheet.about"), definitionsOf(book, voice), [
      factsOf(book, voice),
      sourcesOf(book, voice),
      ...(report.quality.gaps.length === 0 ? [] : [gapsOf(book, voice)]),
      ...(changes === null ? [] : [changes]),
    ]),
    sheet(say("sheet.all"), partsOf(report, labels, { parts: ALL, lines, withIntervals: false })),
  ];
}

/**
 * One table with everything, for CSV: which week, scope and revision stand in every row, so that files of
 * several weeks can be put together. `systems`: ids instead of words.
 */
export function flatTable(book: Book, language: Language | "systems"): Table {
  const { report, revision } = book;
  const voice = voiceOf(book, language === "systems" ? "en" : language);
  const isForSystems = language === "systems";
  const labels = isForSystems ? SYSTEMS : labelsOf(voice);
  const { columns, rows } = partsOf(report, labels, {
    parts: ALL,
    lines: report.lines,
    withIntervals: true,
  });
  const { say, words } = voice;
  const lead: [string, Cell][] = [
    [isForSystems ? "period" : say("column.period"), textCell(report.period.label)],
    [isForSystems ? "scope" : say("column.scope"), scopeCell(book, voice, isForSystems)],
    [
      isForSystems ? "revision" : say("column.revision"),
      revision === null ? null : whole(revision.revision),
    ],
    [
      isForSystems ? "facts_as_of" : say("column.facts"),
      { kind: "instant", at: Date.parse(report.facts.asOf) },
    ],
    [isForSystems ? "data" : say("column.data"), report.demo ? textCell(words("app.demo")) : null],
  ];
  const keep = columns.map(({ isTime }) => isTime !== true);
  const kept = <One>(row: readonly One[]): One[] => row.filter((_, at) => keep[at]);
  return {
    columns: [...lead.map(([header]) => ({ header, width: 12 })), ...kept(columns)],
    rows: rows.map((row) => [...lead.map(([, cell]) => cell), ...kept(row)]),
  };
}

const scopeCell = ({ report }: Book, { scope }: Voice, isForSystems: boolean): Cell =>
  textCell(isForSystems ? report.scope.label : scope);

function labelsOf({ say, name, channel }: Voice): PartLabels {
  return {
    part: say("column.part"),
    team: say("column.team"),
    day: say("column.day"),
    channel: say("column.channel"),
    time: say("column.time"),
    low: say("column.low"),
    high: say("column.high"),
    parts: {
      total: say("part.total"),
      day: say("part.day"),
      team: say("part.team"),
      team_day: say("part.team_day"),
      channel: say("part.channel"),
    },
    kpi: (id) => name(id, "label"),
    channelName: channel,
    teamName: (one) => one.name,
  };
}

/** For programs: ids, which no language and no renaming changes. */
const SYSTEMS: PartLabels = {
  part: "part",
  team: "team",
  day: "day",
  channel: "channel",
  time: "time",
  low: "low",
  high: "high",
  parts: { total: "total", day: "day", team: "team", team_day: "team_day", channel: "channel" },
  kpi: (id) => id,
  channelName: (id) => id,
  teamName: ({ team }) => team,
};
