/**
 * CSV as RFC 4180 has it, read in pieces: quotes, line breaks within quotes, CRLF or LF, a byte order
 * mark, and `,`, `;` or TAB as the header shows. Holds one row at a time, so a file may have any size.
 */
import type { Chunk } from "./source.ts";

/** A longer row is taken for a quote that was never closed. */
export const ROW_CHARS_MAX = 256 * 1024;

export interface CsvState {
  readonly delimiter: string | null;
  /** The header row; null until it has been read. */
  readonly columns: readonly string[] | null;
  /** Begin of a row whose end has not come yet, and the line it begins on. */
  readonly rest: string;
  readonly line: number;
  /** Nothing after a quote that is never closed can be read. */
  readonly broken: boolean;
}

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvProblem {
  readonly line: number;
  readonly reason: string;
}

export interface CsvRead {
  readonly rows: readonly CsvRow[];
  readonly problems: readonly CsvProblem[];
  readonly state: CsvState;
}

/** The separator is found in the header unless it is given. */
export const csvStart = (delimiter: string | null = null): CsvState => ({
  delimiter,
  columns: null,
  rest: "",
  line: 1,
  broken: false,
});

type Scanned =
  | { readonly kind: "row"; readonly cells: string[]; readonly next: number }
  | { readonly kind: "problem"; readonly reason: string; readonly next: number }
  | { readonly kind: "more" };

const MORE: Scanned = { kind: "more" };
const UNCLOSED = "a quote that begins on this line is never closed; nothing after it was read";

/** Position of the quote that closes the one at `open`; -1 when it is not (surely) here. */
function closingQuote(text: string, open: number, last: boolean): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === text.length - 1 && !last ? -1 : at;
}

/** End of the unquoted cell at `from`: the nearest separator, line end or end of text. */
function plainEnd(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === delimiter || char === "\n") return at;
  }
  return text.length;
}

function scanRow(text: string, from: number, delimiter: string, last: boolean): Scanned {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let end: number;
    if (text[at] === '"') {
      const close = closingQuote(text, at, last);
      if (close === -1) return MORE;
      cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
      end = text.startsWith("\r\n", close + 1) ? close + 2 : close + 1;
      if (text[end] === "\r" && end === text.length - 1) {
        if (!last) return MORE;
        end += 1;
      }
      if (end < text.length && text[end] !== delimiter && text[end] !== "\n") {
        const lineEnd = text.indexOf("\n", end);
        if (lineEnd === -1 && !last) return MORE;
        const next = lineEnd === -1 ? text.length : lineEnd + 1;
        return { kind: "problem", reason: "has text after a closing quote", next };
      }
    } else {
      end = plainEnd(text, at, delimiter);
      const ends = end === text.length || text[end] === "\n";
      cells.push(text.slice(at, ends && text[end - 1] === "\r" && end > at ? end - 1 : end));
    }
    if (end >= text.length) return last ? { kind: "row", cells, next: text.length } : MORE;
    if (text[end] === "\n") return { kind: "row", cells, next: end + 1 };
    at = end + 1;
  }
}

/** The candidate that stands most often outside quotes in the header; null until it is complete. */
function delimiterOf(text: string, last: boolean): string | null {
  const counts = new Map([",", ";", "\t"].map((candidate) => [candidate, 0]));
  let quoted = false;
  let complete = last;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (quoted) continue;
    if (char === "\n") {
      complete = true;
      break;
    }
    const count = counts.get(char);
    if (count !== undefined) counts.set(char, count + 1);
  }
  if (!complete) return null;
  const [best] = [...counts].sort(([, a], [, b]) => b - a);
  return best?.[0] ?? ",";
}

const linesIn = (text: string, from: number, to: number): number => {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1))
    count += 1;
  return count;
};

const isEmptyLine = (text: string, at: number, cells: readonly string[]): boolean =>
  cells.length === 1 && cells[0] === "" && text[at] !== '"';

const miscounted = (cells: readonly string[], columns: readonly string[]): string =>
  `has ${cells.length} columns, the header has ${columns.length}`;

/** The rows that end in this piece. The header is not among them: it is `state.columns`. */
export function csvRows(chunk: Chunk, state: CsvState): CsvRead {
  const rows: CsvRow[] = [];
  const problems: CsvProblem[] = [];
  if (state.broken) return { rows, problems, state };
  const first = state.columns === null && state.line === 1;
  const joined = state.rest + chunk.text;
  const text = first ? joined.replace(/^\uFEFF/, "") : joined;
  const delimiter = state.delimiter ?? delimiterOf(text, chunk.last);
  let { columns, line } = state;
  let at = 0;
  while (delimiter !== null && at < text.length) {
    const scanned = scanRow(text, at, delimiter, chunk.last);
    if (scanned.kind === "more") break;
    if (scanned.kind === "problem") {
      problems.push({ line, reason: scanned.reason });
    } else if (!isEmptyLine(text, at, scanned.cells)) {
      const { cells } = scanned;
      if (columns === null) columns = cells.map((cell) => cell.trim());
      else if (cells.length === columns.length) rows.push({ line, cells });
      else problems.push({ line, reason: miscounted(cells, columns) });
    }
    line += linesIn(text, at, scanned.next);
    at = scanned.next;
  }
  const rest = text.slice(at);
  const broken = rest.length > ROW_CHARS_MAX || (chunk.last && rest !== "");
  if (broken) problems.push({ line, reason: UNCLOSED });
  return {
    rows,
    problems,
    state: { delimiter, columns, rest: broken ? "" : rest, line, broken },
  };
}
