/** Sheets as rows of cells for the writer: types, formats, colours, heights. */
import type { CellObject, Row, SheetData } from "write-excel-file/node";
import { wallOf } from "../../shared/time/local.ts";
import type { Cell, Column, Mark, Sheet, Table } from "./cells.ts";
import type { Texts } from "./xlsx-text.ts";

const COLOURS: Record<Mark, string> = {
  on_target: "#005f9e",
  attention: "#946200",
  action: "#a8123a",
  none: "#59636e",
};
const QUIET = "#59636e";
const BOLD = { fontWeight: "bold" } as const;
const HEADING = {
  ...BOLD,
  backgroundColor: "#e9edf1",
  bottomBorderStyle: "thin",
  bottomBorderColor: "#7b8794",
  wrap: true,
  alignVertical: "center",
} as const;
const DAY_S = 86_400;
const LINE_PT = 15;

interface Dress {
  readonly texts: Texts;
  readonly zone: string;
}

function cellOf(
  cell: Cell,
  at: number,
  column: Column | undefined,
  dress: Dress,
): CellObject | null {
  if (cell === null) return null;
  switch (cell.kind) {
    case "text": {
      if (cell.text === "") return null;
      const colour = cell.mark === undefined ? {} : { textColor: COLOURS[cell.mark] };
      const long = column?.isLong === true ? { wrap: true } : {};
      const indent = at === 0 ? {} : INDENT;
      return { ...text(cell.text, dress), ...TOP, ...colour, ...long, ...indent };
    }
    case "number": {
      const format = cell.decimals === 0 ? "0" : `0.${"0".repeat(cell.decimals)}`;
      return { value: cell.value, type: Number, format, ...TOP };
    }
    case "time":
      return { value: cell.seconds / DAY_S, type: Number, format: "[m]:ss", ...TOP };
    case "date":
      return date(`${cell.day}T00:00:00Z`, "yyyy-mm-dd");
    case "instant":
      return date(wallOf(cell.at, dress.zone), "yyyy-mm-dd hh:mm");
  }
}

/** Beside a number, which ends at the edge of its cell. */
const INDENT = { align: "left", indent: 1 } as const;

const TOP = { alignVertical: "top" } as const;

const text = (value: string, { texts }: Dress) => ({ value: texts.place(value), type: String });

const date = (at: string | number, format: string): CellObject => ({
  value: new Date(at),
  type: Date,
  format,
  ...TOP,
});

/** Lines that the longest long text of a row needs. */
function linesOf(row: readonly Cell[], columns: readonly Column[]): number {
  const needed = row.map((cell, at) => {
    const column = columns[at];
    if (cell?.kind !== "text" || column?.isLong !== true) return 1;
    return Math.ceil((cell.text.length * 1.1) / column.width);
  });
  return Math.max(1, ...needed);
}

/** Heights are said, because not every program works them out when it opens a file. */
const withHeight = (row: Row, lines: number): Row =>
  lines === 1
    ? row
    : row.map((cell) =>
        cell === null || typeof cell !== "object" ? cell : { ...cell, height: lines * LINE_PT },
      );

function headings({ columns, rows }: Table, widths: readonly Column[], dress: Dress): Row {
  const lines = columns.map(({ header }, at) =>
    Math.ceil((header.length * 1.2) / (widths[at]?.width ?? header.length)),
  );
  const isText = (at: number) => {
    const kind = rows.map((row) => row[at]).find((cell) => cell != null)?.kind;
    return kind === undefined || kind === "text";
  };
  const cells = columns.map(({ header }, at): CellObject => {
    const align = isText(at) ? (at === 0 ? {} : INDENT) : { align: "right" as const };
    return { ...text(header, dress), ...HEADING, ...align };
  });
  return withHeight(cells, Math.min(3, Math.max(1, ...lines)));
}

const rowsOf = (table: Table, widths: readonly Column[], dress: Dress): SheetData => [
  headings(table, widths, dress),
  ...table.rows.map((row) =>
    withHeight(
      row.map((cell, at) => cellOf(cell, at, widths[at], dress)),
      linesOf(row, widths),
    ),
  ),
];

export function dataOf(sheet: Sheet, dress: Dress): SheetData {
  const { title, subtitle, columns, below } = sheet;
  return [
    [{ ...text(title, dress), ...BOLD, fontSize: 14, height: 24 }],
    [{ ...text(subtitle, dress), textColor: QUIET, height: 20 }],
    ...rowsOf(sheet, columns, dress),
    ...below.flatMap((one) => [
      [],
      [{ ...text(one.title, dress), ...BOLD, fontSize: 12, height: 20 }],
      ...rowsOf(one, columns, dress),
    ]),
  ];
}
