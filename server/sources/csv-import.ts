/**
 * Foreign CSV → events, by a mapping file (EVENTS.md 10.8). A file may be re-sent, overlap another and
 * be unsorted: an event's id comes from the row, never from its place. Only mapped columns are read.
 */
import type { CloudEvent } from "../../shared/events/event.ts";
import { ok } from "../../shared/result.ts";
import { type CsvState, csvRows, csvStart } from "./csv.ts";
import { activityEvents, type Openings } from "./csv-import/activities.ts";
import { callEvents } from "./csv-import/calls.ts";
import type { Mapping } from "./csv-import/mapping.ts";
import { membershipEvents } from "./csv-import/memberships.ts";
import { canonical, id, type Plan, planOf, type Row, rowOf } from "./csv-import/row.ts";
import { surveyEvents } from "./csv-import/surveys.ts";
import { ticketEvents } from "./csv-import/tickets.ts";
import { rowWriter, type WriteRow } from "./csv-import/write-row.ts";
import type { Chunk, RefusedLine, Translator } from "./source.ts";
import { digestOf, eventWriter } from "./write-event.ts";

/** Rows without an id column are counted to tell equal ones apart, so their number has a limit. */
export const ROWS_WITHOUT_ID_MAX = 5_000_000;

export interface CsvImportState {
  readonly csv: CsvState;
  readonly plan: Plan | null;
  /** How often a row without an id was seen. Made with the first row and then handed on. */
  readonly seen: Map<string, number> | null;
  /** Where each case of an event log begins, as far as it was read; handed on likewise. */
  readonly openings: Openings | null;
}

export interface CsvImportOptions {
  /** Name of the events' source, `/tenant/csv/instance`. */
  readonly source: string;
  readonly mapping: Mapping;
  /** Secret that turns customer references into pseudonyms; without it they are left out. */
  readonly customerKey?: string;
}

/** `calls:ID` if the file has an id column, else a hash of the row; equal rows are numbered. */
function rowIdOf(row: Row, source: string, seen: Map<string, number>): string | null {
  const { profile } = row.plan.mapping;
  if (row.plan.fields.has("id")) {
    const given = id(row, "id");
    if (given !== undefined || row.problems.length > 0) return `${profile}:${given}`;
  }
  const key = digestOf(source, profile, ...canonical(row));
  const count = (seen.get(key) ?? 0) + 1;
  if (count === 1 && seen.size >= ROWS_WITHOUT_ID_MAX) return null;
  seen.set(key, count);
  return `${profile}:${key}${count === 1 ? "" : `~${count}`}`;
}

function eventsOf(
  row: Row,
  rowId: string,
  write: WriteRow,
  openings: Openings,
  customerKey: string | undefined,
): CloudEvent[] {
  switch (row.plan.mapping.profile) {
    case "calls":
      return callEvents(row, write);
    case "surveys":
      return surveyEvents(row, write);
    case "tickets":
      return ticketEvents(row, write, customerKey);
    case "activities":
      return activityEvents(row, rowId, write, openings, customerKey);
    case "memberships":
      return membershipEvents(row, write);
  }
}

const refusal = (line: number, path: string, reason: string): RefusedLine => ({
  line,
  code: "data",
  path,
  reason,
});

export function csvImport(options: CsvImportOptions): Translator<Chunk, CsvImportState> {
  const { source, mapping, customerKey } = options;
  const write = eventWriter(source);
  const initial = {
    csv: csvStart(mapping.delimiter ?? null),
    plan: null,
    seen: null,
    openings: null,
  };
  return {
    connector: "csv",
    initial,
    translate(chunk, state) {
      if (state.csv.broken) return { events: [], refused: [], state };
      const read = csvRows(chunk, state.csv);
      const refused = read.problems.map(({ line, reason }) => refusal(line, "", reason));
      const events: CloudEvent[] = [];
      const seen = state.seen ?? new Map<string, number>();
      const openings: Openings = state.openings ?? new Map();
      const { columns } = read.state;
      if (columns === null) {
        if (chunk.last) refused.push(refusal(1, "", "the file has no header row"));
        return { events, refused, state: { csv: read.state, plan: null, seen, openings } };
      }
      const planned = state.plan === null ? planOf(mapping, columns) : ok(state.plan);
      if (!planned.ok) {
        const csv = { ...read.state, broken: true };
        return { events, refused: [refusal(1, "", planned.problem)], state: { ...state, csv } };
      }
      const plan = planned.value;
      for (const { line, cells } of read.rows) {
        const row = rowOf(plan, cells);
        const rowId = rowIdOf(row, source, seen);
        if (rowId === null) refused.push(refusal(line, "", "too many rows without an id column"));
        else {
          const writeRow = rowWriter(write, rowId, row);
          events.push(...eventsOf(row, rowId, writeRow, openings, customerKey));
        }
        for (const { path, reason } of row.problems) refused.push(refusal(line, path, reason));
      }
      if (chunk.last || read.state.broken) events.push(...openings.values());
      return { events, refused, state: { csv: read.state, plan, seen, openings } };
    },
  };
}
