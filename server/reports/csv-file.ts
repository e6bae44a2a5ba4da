/** A report as CSV: one table, in the dialect that was asked for (EXP-1 to EXP-3). */
import type { Language } from "../../shared/text/words.ts";
import type { Book } from "./book.ts";
import type { Cell } from "./cells.ts";
import { type CsvCell, csvWriter, type Dialect } from "./csv.ts";
import { flatTable } from "./rows.ts";

function csvCell(cell: Cell): CsvCell {
  if (cell === null) return null;
  switch (cell.kind) {
    case "text":
      return cell.text;
    case "number":
      return { number: cell.value, decimals: cell.decimals };
    case "time":
      return cell.seconds;
    case "date":
      return { date: cell.day };
    case "instant":
      return { at: cell.at };
  }
}

/** Of at most some thousand rows: teams × days. */
export function csvFile(book: Book, language: Language, dialect: Dialect): Buffer {
  const { columns, rows } = flatTable(book, dialect === "systems" ? "systems" : language);
  const writer = csvWriter(dialect, book.report.period.zone);
  const lines = [
    writer.line(columns.map(({ header }) => header)),
    ...rows.map((row) => writer.line(row.map(csvCell))),
  ];
  return Buffer.from(writer.begin + lines.join(""), "utf8");
}
