/** One row per contact as CSV or NDJSON, piece by piece. */
import { cellsOf, headingOf, jsonOf, type Manner } from "./contact-cells.ts";
import type { ContactLine } from "./contact-line.ts";
import { csvWriter, type Dialect } from "./csv.ts";

/** Text is handed on in pieces of about this many characters. */
const PIECE_CHARS = 32_768;

async function* inPieces(begin: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  let piece = begin;
  for await (const line of lines) {
    piece += line;
    if (piece.length < PIECE_CHARS) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

export function contactCsv(
  rows: AsyncIterable<ContactLine>,
  manner: Manner,
  dialect: Dialect,
): AsyncGenerator<string> {
  const writer = csvWriter(dialect, manner.zone);
  const cells = cellsOf(manner);
  async function* lines(): AsyncGenerator<string> {
    for await (const row of rows) yield writer.line(cells(row));
  }
  return inPieces(writer.begin + writer.line(headingOf(manner)), lines());
}

export function contactNdjson(
  rows: AsyncIterable<ContactLine>,
  manner: Manner,
): AsyncGenerator<string> {
  async function* lines(): AsyncGenerator<string> {
    for await (const row of rows) yield `${JSON.stringify(jsonOf(row, manner))}\n`;
  }
  return inPieces("", lines());
}
