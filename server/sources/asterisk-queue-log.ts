/**
 * Asterisk's queue_log, as the file (`epoch|callid|queue|agent|EVENT|data…`) or as rows of a table.
 * Ids are hashes of what is read of a line, so a repeated line is the same event. A COMPLETE line
 * that is repeated with another position is one completion: the position is not read.
 */
import { z } from "zod";
import type { CloudEvent } from "../../shared/events/event.ts";
import { type Entry, entryOfLine, entryOfRow, TABLE_COLUMNS } from "./asterisk-queue-log/entry.ts";
import { IGNORED, RULES } from "./asterisk-queue-log/events.ts";
import {
  isLater,
  type Memory,
  memorySchema,
  NOTHING,
  recall,
  type Saved,
  save,
} from "./asterisk-queue-log/memory.ts";
import { type CsvState, csvRows, csvStart } from "./csv.ts";
import { LINES_START, type LinesState, splitLines } from "./lines.ts";
import type { Chunk, RefusedLine, Translated, Translator } from "./source.ts";
import { digestOf, eventWriter } from "./write-event.ts";

export const LINE_CHARS_MAX = 16 * 1024;

/** Plain JSON. Whoever saved one lets this schema read it again; what it refuses begins anew. */
export const queueLogState = z.object({
  lines: z.object({ rest: z.string(), line: z.int(), skipping: z.boolean() }),
  memory: memorySchema,
});

export interface QueueLogState {
  readonly lines: LinesState;
  readonly memory: Saved;
}

export interface QueueTableState {
  readonly csv: CsvState;
  readonly memory: Saved;
}

const refusal = (line: number, path: string, reason: string): RefusedLine => ({
  line,
  code: "data",
  path,
  reason,
});

function idOf(source: string, entry: Entry): string {
  const { at, callId, queue, agent, event, waitMs, talkMs, ringMs } = entry;
  const durations = [waitMs ?? "", talkMs ?? "", ringMs ?? ""];
  return digestOf(source, at, callId, queue, agent, event, ...durations);
}

interface Numbered {
  readonly line: number;
  readonly entry: Entry | null;
}

function translateEntries(source: string, entries: readonly Numbered[], memory: Memory) {
  const writeEvent = eventWriter(source);
  const events: CloudEvent[] = [];
  const refused: RefusedLine[] = [];
  for (const { line, entry } of entries) {
    if (entry === null) {
      refused.push(refusal(line, "", "is not an entry of queue_log"));
      continue;
    }
    const rule = RULES.get(entry.event);
    if (rule === undefined) {
      if (!IGNORED.has(entry.event)) refused.push(refusal(line, "event", "is not known"));
      continue;
    }
    const id = idOf(source, entry);
    const isFollowing = entry.event !== "ENTERQUEUE" && isLater(memory, entry);
    const found = rule({
      entry: isFollowing ? { ...entry, at: entry.at + 1 } : entry,
      id,
      memory,
      write: (type, at, data, quality) => writeEvent(type, `${id}:${type}`, at, data, quality),
    });
    events.push(...found);
    memory.lastAt = Math.max(memory.lastAt ?? entry.at, entry.at);
  }
  return { events, refused };
}

/** The file. Its state is JSON; between whole lines it holds no text of them. */
export function asteriskQueueLog(source: string): Translator<Chunk, QueueLogState> {
  return {
    connector: "asterisk",
    initial: { lines: LINES_START, memory: NOTHING },
    translate(chunk, state): Translated<QueueLogState> {
      const split = splitLines(chunk, state.lines, LINE_CHARS_MAX);
      const entries = split.lines
        .filter(({ text }) => text === null || text.trim() !== "")
        .map(({ line, text }) => ({ line, entry: text === null ? null : entryOfLine(text) }));
      const memory = recall(state.memory);
      const translated = translateEntries(source, entries, memory);
      return { ...translated, state: { lines: split.state, memory: save(memory) } };
    },
  };
}

/** The table, exported as CSV with its column names. */
export function asteriskQueueTable(source: string): Translator<Chunk, QueueTableState> {
  return {
    connector: "asterisk-table",
    initial: { csv: csvStart(), memory: NOTHING },
    translate(chunk, state): Translated<QueueTableState> {
      if (state.csv.broken) return { events: [], refused: [], state };
      const read = csvRows(chunk, state.csv);
      const columns = read.state.columns ?? [];
      const missing = TABLE_COLUMNS.find((column) => !columns.includes(column));
      if (missing !== undefined && (columns.length > 0 || chunk.last)) {
        const refused = [refusal(1, missing, "is a column that the header lacks")];
        return { events: [], refused, state: { ...state, csv: { ...read.state, broken: true } } };
      }
      const places = TABLE_COLUMNS.map((column) => columns.indexOf(column));
      const entries = read.rows.map(({ line, cells }) => {
        return { line, entry: entryOfRow(places.map((place) => cells[place] ?? "")) };
      });
      const memory = recall(state.memory);
      const { events, refused } = translateEntries(source, entries, memory);
      const broken = read.problems.map(({ line, reason }) => refusal(line, "", reason));
      const next = { csv: read.state, memory: save(memory) };
      return { events, refused: [...broken, ...refused], state: next };
    },
  };
}
