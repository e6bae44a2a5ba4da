/**
 * Sheets as an XLSX file (EXP-6): real numbers, dates and times, text exact and never a formula, headings
 * that stay, filters, one page wide. The same sheets always give the same bytes.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import writeExcelFile from "write-excel-file/node";
import type { Sheet } from "./cells.ts";
import { dataOf } from "./xlsx-cells.ts";
import { HEAD_ROWS, pageFeature } from "./xlsx-page.ts";
import { createTexts } from "./xlsx-text.ts";

const TEXTS = "xl/sharedStrings.xml";
/** The oldest a ZIP can say: when a file was made is no part of it. */
const NO_TIME = new Date(1980, 0, 1);

/** `zone`: whose wall clock instants are written by. */
export async function xlsxFile(sheets: readonly Sheet[], zone: string): Promise<Buffer> {
  const texts = createTexts();
  const workbook = writeExcelFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: dataOf(sheet, { texts, zone }),
      columns: sheet.columns.map(({ width }) => ({ width })),
      stickyRowsCount: HEAD_ROWS,
      stickyColumnsCount: 1,
      orientation: "landscape" as const,
      showGridLines: false,
    })),
    { fontFamily: "Calibri", fontSize: 11, features: [pageFeature(sheets)] },
  );
  const files = unzipSync(await workbook.toBuffer());
  files[TEXTS] = strToU8(texts.fill(strFromU8(files[TEXTS] ?? new Uint8Array())));
  return Buffer.from(zipSync(files, { mtime: NO_TIME }));
}
