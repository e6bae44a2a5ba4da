/**
 * A workbook of any length with flat memory: each row becomes text as it comes. For one row per contact,
 * which no library that holds the whole sheet could write beside live screens. Text is text, exactly as it
 * is, and nothing is ever a formula (EXP-3, F17).
 */
import { wallOf } from "../../shared/time/local.ts";
import type { RowCell } from "./contact-cells.ts";
import { type ZipEntry, zipOf } from "./zip-stream.ts";

export interface StreamedSheet {
  readonly name: string;
  /** The first is the heading: bold, in view, with filters. */
  readonly rows: Iterable<readonly RowCell[]> | AsyncIterable<readonly RowCell[]>;
  /** In characters, from the first column on; of the others `usual`. */
  readonly widths: readonly number[];
  readonly hasFilter: boolean;
}

/** Excel ends a little above a million; what is longer goes on in another sheet. */
export const SHEET_ROWS_MAX = 1_000_000;
const PIECE_CHARS = 65_536;
const STYLE = { plain: 0, heading: 1, instant: 2 } as const;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org";
const MAIN = `${OFFICE}/spreadsheetml/2006/main`;
const RELATIONS = `${OFFICE}/officeDocument/2006/relationships`;

const MARKUP: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const hex = (one: string): string =>
  `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML cannot hold
const NOT_XML = /[\0-\x08\x0b-\x1f\p{Cs}\ufffe\uffff]/gu;

/** What XML cannot hold is written as `_x0000_`, and what looks like that is kept apart from it. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll(NOT_XML, hex)
    .replaceAll(/[&<>"]/g, (one) => MARKUP[one] ?? one);
}

/** 0 → A, 26 → AA. */
export function letters(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest < 0 ? "" : letters(rest)) + String.fromCharCode(65 + (column % 26));
}

/** Days since 30 December 1899 by the wall clock. */
const serial = (at: number, zone: string): number => wallOf(at, zone) / 86_400_000 + 25_569;

const textXml = (text: string): string => `<is><t xml:space="preserve">${xmlText(text)}</t></is>`;

function cellXml(cell: RowCell, place: string, style: number, zone: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === "string")
    return `<c r="${place}" s="${style}" t="inlineStr">${textXml(cell)}</c>`;
  return `<c r="${place}" s="${STYLE.instant}"><v>${serial(cell.at, zone)}</v></c>`;
}

type Row = readonly RowCell[];

/** Rows one after another, of which the next one is known. */
interface Rows {
  readonly heading: Row;
  next(): Promise<Row | null>;
  peek(): Row | null;
  stop(): Promise<void>;
}

async function rowsOf({ rows }: StreamedSheet): Promise<Rows> {
  const all: AsyncIterator<Row> | Iterator<Row> =
    Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  const take = async (): Promise<Row | null> => {
    const { done, value } = await all.next();
    return done === true ? null : value;
  };
  const heading = (await take()) ?? [];
  let ahead = await take();
  return {
    heading,
    peek: () => ahead,
    next: async () => {
      const row = ahead;
      ahead = row === null ? null : await take();
      return row;
    },
    stop: async () => void (await all.return?.()),
  };
}

function colsXml(widths: readonly number[], columns: number): string {
  const one = (width: number, at: number, to = at) =>
    `<col min="${at + 1}" max="${to + 1}" width="${width}" customWidth="1"/>`;
  const own = widths.slice(0, columns).map((width, at) => one(width, at));
  const others = columns > widths.length ? one(14, widths.length, columns - 1) : "";
  return `<cols>${own.join("")}${others}</cols>`;
}

/** The rows that one sheet holds. */
async function* sheetXml(
  { heading, next, peek }: Rows,
  { widths, hasFilter }: StreamedSheet,
  zone: string,
): AsyncGenerator<string> {
  const columns = Math.max(heading.length, peek()?.length ?? 0, 1);
  const places = Array.from({ length: columns }, (_, column) => letters(column));
  const rowXml = (row: Row, number: number, style: number): string => {
    const cells = row.map((cell, column) =>
      cellXml(cell, `${places[column] ?? letters(column)}${number}`, style, zone),
    );
    return `<row r="${number}">${cells.join("")}</row>`;
  };
  const frozen =
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>';
  let piece =
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>` +
    `${colsXml(widths, columns)}<sheetData>${rowXml(heading, 1, STYLE.heading)}`;
  let number = 1;
  while (number < SHEET_ROWS_MAX) {
    const row = await next();
    if (row === null) break;
    number += 1;
    piece += rowXml(row, number, STYLE.plain);
    if (piece.length < PIECE_CHARS) continue;
    yield piece;
    piece = "";
  }
  const filter = hasFilter ? `<autoFilter ref="A1:${places.at(-1)}${number}"/>` : "";
  yield `${piece}</sheetData>${filter}</worksheet>`;
}

const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';

const typeOf = (part: string, what: string): string =>
  `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${what}+xml"/>`;

/** What says which sheets there are: known when all are written. */
function bookParts(names: readonly string[]): ZipEntry[] {
  const sheets = names.map((name, at) => ({ name: xmlText(name), at: at + 1 }));
  const types = sheets.map(({ at }) => typeOf(`worksheets/sheet${at}`, "worksheet")).join("");
  const listed = sheets.map(
    ({ name, at }) => `<sheet name="${name}" sheetId="${at}" r:id="r${at}"/>`,
  );
  const related = sheets.map(
    ({ at }) =>
      `<Relationship Id="r${at}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
  );
  const relations = `<Relationships xmlns="${OFFICE}/package/2006/relationships">`;
  const parts: Record<string, string> = {
    "xl/styles.xml": STYLES,
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}${relations}${related.join("")}<Relationship Id="styles" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    "_rels/.rels": `${XML}${relations}<Relationship Id="book" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "[Content_Types].xml": `${XML}<Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${typeOf("workbook", "sheet.main")}${typeOf("styles", "styles")}${types}</Types>`,
  };
  return Object.entries(parts).map(([name, text]) => ({ name, content: [text] }));
}

async function* entriesOf(
  sheets: readonly StreamedSheet[],
  zone: string,
): AsyncGenerator<ZipEntry> {
  const names: string[] = [];
  for (const sheet of sheets) {
    const rows = await rowsOf(sheet);
    try {
      let part = 1;
      do {
        names.push(part === 1 ? sheet.name : `${sheet.name} ${part}`);
        const name = `xl/worksheets/sheet${names.length}.xml`;
        yield { name, content: sheetXml(rows, sheet, zone) };
        part += 1;
      } while (rows.peek() !== null);
    } finally {
      await rows.stop();
    }
  }
  yield* bookParts(names);
}

/** `zone`: in which instants are shown. Stops asking for rows when nobody reads on. */
export const workbook = (
  sheets: readonly StreamedSheet[],
  zone: string,
): AsyncGenerator<Uint8Array> => zipOf(entriesOf(sheets, zone));
