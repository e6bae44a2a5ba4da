/** Sheet 3: what each figure means, what the numbers rest on, and what a revision changed (EXP-6). */
import { kpiOf } from "../../shared/kpi/catalog.ts";
import { definitionOf } from "../../shared/text/definition.ts";
import type { ReportKey } from "../../shared/text/report.en.ts";
import type { ReportDifference } from "../../shared/wire/report.ts";
import type { Book } from "./book.ts";
import { type Cell, type Column, type Table, textCell, valueCell, whole } from "./cells.ts";
import type { Voice } from "./voice.ts";

const instantCell = (at: string | null): Cell =>
  at === null ? null : { kind: "instant", at: Date.parse(at) };

const columnsOf = ({ say }: Voice, keys: readonly ReportKey[]): Column[] =>
  keys.map((key) => ({ header: say(key), width: 0 }));

/** The main table; its widths are those of the sheet. */
export function definitionsOf({ report }: Book, { say, name, language }: Voice): Table {
  return {
    columns: [
      { header: say("column.kpi"), width: 40 },
      { header: say("column.definition"), width: 24 },
      { header: say("column.n"), width: 18 },
      { header: say("column.formula"), width: 60, isLong: true },
      { header: say("column.moment"), width: 40, isLong: true },
      { header: say("column.passport"), width: 60, isLong: true },
    ],
    rows: report.lines.map((line) => {
      const kpi = kpiOf(line.kpi);
      const definition = kpi === undefined ? null : definitionOf(kpi, language);
      return [
        textCell(name(line.kpi, "long")),
        textCell(line.definition),
        line.withheld === undefined ? whole(line.n) : textCell(say("report.withheld")),
        textCell(definition?.formula ?? ""),
        textCell(definition?.anchor ?? ""),
        textCell(line.passport ?? ""),
      ];
    }),
  };
}

/** One row each: whose, when, as of when, which revision, what came late. */
export function factsOf({ report, revision }: Book, voice: Voice): Table & { title: string } {
  const { say, words, heading, scope, state } = voice;
  const { facts, quality, demo, organisation } = report;
  const rows: [string, Cell][] = [
    [say("column.period"), textCell(heading)],
    [say("column.scope"), textCell(`${organisation} · ${scope}`)],
    [say("column.revision"), textCell(state)],
    [say("column.facts"), instantCell(facts.asOf)],
    [say("report.position", { position: "" }).trim(), whole(facts.position)],
    [say("quality.late"), whole(quality.late)],
    [say("quality.unmapped"), whole(quality.unmapped)],
  ];
  if (revision !== null) {
    rows.splice(3, 0, [say("state.sealed.at", { at: "" }).trim(), instantCell(revision.sealedAt)]);
    rows.push(["SHA-256", textCell(revision.digest)]);
  }
  if (demo) rows.unshift([words("app.demo"), textCell(words("app.demo.long"))]);
  return {
    title: say("quality.title"),
    columns: columnsOf(voice, ["column.what", "column.value"]),
    rows: rows.map(([what, value]) => [textCell(what), value]),
  };
}

export function sourcesOf({ report }: Book, voice: Voice): Table & { title: string } {
  return {
    title: voice.say("quality.source"),
    columns: columnsOf(voice, [
      "quality.source",
      "quality.rejected",
      "quality.clamped",
      "quality.quarantined",
    ]),
    rows: report.quality.sources.map(({ source, rejected, clamped, quarantined }) => [
      textCell(source),
      whole(rejected),
      whole(clamped),
      whole(quarantined),
    ]),
  };
}

export function gapsOf({ report }: Book, voice: Voice): Table & { title: string } {
  const { say } = voice;
  return {
    title: say("quality.gap"),
    columns: columnsOf(voice, [
      "quality.source",
      "quality.gap.from",
      "quality.gap.to",
      "column.cause",
      "quality.gap.filled",
    ]),
    rows: report.quality.gaps.map(({ source, from, to, cause, filled }) => [
      textCell(source),
      instantCell(from),
      to === null ? textCell(say("quality.gap.open")) : instantCell(to),
      textCell(cause),
      whole(filled),
    ]),
  };
}

/** What this revision changed; null: it is none, or the first. */
export function changesOf({ report, revision }: Book, voice: Voice) {
  if (revision === null || revision.differences.length === 0) return null;
  const { say } = voice;
  const count = revision.differences.length;
  const values = { count, revision: revision.revision - 1 };
  return {
    title: say(count === 1 ? "state.revised.one" : "state.revised.many", values),
    columns: columnsOf(voice, [
      "column.kpi",
      "column.part",
      "column.before",
      "column.after",
      "column.cause",
    ]),
    rows: revision.differences.map((one) => [
      textCell(voice.name(one.place.kpi, "long")),
      textCell(placeOf(one, report, voice)),
      valueCell(one.before.value, one.unit, one.place.kpi),
      valueCell(one.after.value, one.unit, one.place.kpi),
      textCell(
        one.causes
          .map(({ cause, contacts }) => `${say(`cause.${cause}`)} (${contacts})`)
          .join(", "),
      ),
    ]),
  };
}

function placeOf({ place }: ReportDifference, { byTeam }: Book["report"], voice: Voice): string {
  const { say } = voice;
  const team = (id: string) => byTeam.find((one) => one.team === id)?.name ?? id;
  if (place.part === "line") return say("part.total");
  if (place.part === "channel") return voice.channel(place.key);
  if (place.part === "team") return team(place.key);
  if (place.part === "day") return place.key;
  const at = place.key.lastIndexOf(" ");
  return `${team(place.key.slice(0, at))} ${place.key.slice(at + 1)}`;
}
