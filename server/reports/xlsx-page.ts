/** What write-excel-file leaves to features: filters, one page wide, headings on every printed page. */
import type { Sheet } from "./cells.ts";
import { letters } from "./xlsx-stream.ts";

/** Title, subtitle, headings. */
export const HEAD_ROWS = 3;

/** `$A$3:$K$20`: the headings and the rows of the first table. */
const tableRange = ({ columns, rows }: Sheet): string =>
  `$A$${HEAD_ROWS}:$${letters(columns.length - 1)}$${HEAD_ROWS + rows.length}`;

/** Puts `part` where it belongs: before the first of `before` that is there. */
function insertBefore(xml: string, before: readonly string[], part: string): string {
  const at = before.map((tag) => xml.indexOf(`<${tag}`)).find((found) => found >= 0);
  return at === undefined ? xml : xml.slice(0, at) + part + xml.slice(at);
}

function sheetXml(xml: string, sheet: Sheet): string {
  const range = tableRange(sheet).replaceAll("$", "");
  const withFit = insertBefore(
    xml,
    ["sheetViews", "sheetFormatPr", "cols", "sheetData"],
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
  );
  const filtered = insertBefore(
    withFit,
    ["mergeCells", "pageMargins", "pageSetup"],
    `<autoFilter ref="${range}"/>`,
  );
  const printed = filtered.replace("<pageSetup ", '<pageSetup fitToWidth="1" fitToHeight="0" ');
  return printed.replace(
    "</worksheet>",
    "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>",
  );
}

/** Names of ours, never of the data: the only references that the file has. */
function definedNames(sheets: readonly Sheet[]): string {
  const names = sheets.flatMap((sheet, at) => {
    const name = `'${sheet.name.replaceAll("'", "''").replaceAll("&", "&amp;")}'`;
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${name}!${tableRange(sheet)}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${name}!$1:$${HEAD_ROWS}</definedName>`,
    ];
  });
  return `<definedNames>${names.join("")}</definedNames>`;
}

export const pageFeature = (sheets: readonly Sheet[]) => ({
  files: {
    transform: {
      "xl/worksheets/sheet{id}.xml": {
        transform: (xml: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) => {
          const sheet = sheets[sheetIndex];
          return sheet === undefined ? xml : sheetXml(xml, sheet);
        },
      },
      "xl/workbook.xml": {
        transform: (xml: string) => xml.replace(/<definedNames\s*\/>/, definedNames(sheets)),
      },
    },
  },
});
