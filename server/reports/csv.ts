/**
 * CSV in three dialects (EXP-1 to EXP-3): bytes that Excel opens by a double click in Dutch, Belgian or
 * English, and RFC 4180 for systems. No `sep=` line, no thousands separators, no units.
 */
import { round } from "../../shared/text/format.ts";
import { wallOf } from "../../shared/time/local.ts";

export const DIALECTS = ["excel-nl", "excel-en", "systems"] as const;
export type Dialect = (typeof DIALECTS)[number];

export const isDialect = (text: string): text is Dialect =>
  (DIALECTS as readonly string[]).includes(text);

interface Rules {
  readonly delimiter: "," | ";";
  readonly decimal: "," | ".";
  /** What the file begins with. */
  readonly begin: string;
  /** Does it write instants for machines, with their offset? */
  readonly isForSystems: boolean;
}

const RULES: Readonly<Record<Dialect, Rules>> = {
  "excel-nl": { delimiter: ";", decimal: ",", begin: "\ufeff", isForSystems: false },
  "excel-en": { delimiter: ",", decimal: ".", begin: "\ufeff", isForSystems: false },
  systems: { delimiter: ",", decimal: ".", begin: "", isForSystems: true },
};

/**
 * What a cell may hold. Null: nothing, an empty cell. A string is text; numbers are rounded to `decimals`
 * (shared/text/format.ts), or whole without; `at` is an instant in ms since 1970, `date` a local date.
 */
export type CsvCell =
  | null
  | string
  | number
  | { readonly number: number; readonly decimals: number }
  | { readonly at: number }
  | { readonly date: string };

/** Text that a spreadsheet would take for a formula begins with one of these (CWE-1236). */
const ACTIVE = /^[=+\-@\t\r\n\0＝＋－＠]/;

/** Who opens it may split it at any of these, whatever the dialect: then a part could begin like a formula. */
const NOT_PLAIN = /[",;\t\r\n]/;

/** Text as it is, but never a formula; quoted where it must be. */
function textCell(text: string): string {
  const safe = ACTIVE.test(text) ? `'${text}` : text;
  return NOT_PLAIN.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const numberCell = (value: number, decimals: number, decimal: string): string =>
  round(value, decimals).toFixed(decimals).replace(".", decimal);

const two = (value: number): string => String(value).padStart(2, "0");

/** `2026-11-16T14:32:05+01:00`: in the zone, to the second. */
export function isoInZone(at: number, zone: string): string {
  const wall = wallOf(at, zone);
  const minutes = Math.round((wall - at) / 60_000);
  const sign = minutes < 0 ? "-" : "+";
  const offset = `${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  return `${new Date(wall).toISOString().slice(0, 19)}${sign}${offset}`;
}

/** `2026-11-16 14:32:05`: what the wall clock of the zone showed. */
export const wallInZone = (at: number, zone: string): string =>
  new Date(wallOf(at, zone)).toISOString().slice(0, 19).replace("T", " ");

function cellText(cell: CsvCell, { decimal, isForSystems }: Rules, zone: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") return textCell(cell);
  if (typeof cell === "number") return numberCell(cell, 0, decimal);
  if ("number" in cell) return numberCell(cell.number, cell.decimals, decimal);
  if ("date" in cell) return cell.date;
  return isForSystems ? isoInZone(cell.at, zone) : wallInZone(cell.at, zone);
}

/** Writes lines of one file. `begin` comes before the first; each line ends with CRLF. */
export interface CsvWriter {
  readonly begin: string;
  line(cells: readonly CsvCell[]): string;
}

/** `zone`: in which instants are written. */
export function csvWriter(dialect: Dialect, zone: string): CsvWriter {
  const rules = RULES[dialect];
  return {
    begin: rules.begin,
    line: (cells) =>
      `${cells.map((cell) => cellText(cell, rules, zone)).join(rules.delimiter)}\r\n`,
  };
}
