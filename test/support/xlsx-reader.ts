/** Reads an XLSX file without LibreOffice: sheets as rows of cells, for many files in little time. */
import { strFromU8, unzipSync } from "fflate";
import type { ReadCell } from "./office.ts";

const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

const textOf = (xml: string): string =>
  xml
    .replaceAll(/&(\w+);/g, (_, name: string) => SIGNS[name] ?? "?")
    .replaceAll(/_x([\dA-F]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );

/** AB12 → 27 */
const columnOf = (place: string): number =>
  [...place.replace(/\d+$/, "")].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;

const EMPTY: ReadCell = { type: "", text: "", value: null, date: null, formula: null };

function rowOf(xml: string, texts: readonly string[]): ReadCell[] {
  const cells: ReadCell[] = [];
  for (const [, tag = "", inside = ""] of xml.matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const at = columnOf(/r="([A-Z]+\d+)"/.exec(tag)?.[1] ?? "");
    const raw = /<v>([^<]*)<\/v>/.exec(inside)?.[1];
    const isText = /t="s"/.test(tag);
    while (cells.length < at) cells.push(EMPTY);
    const formula = /<f[^>]*>([\s\S]*?)<\/f>/.exec(inside)?.[1] ?? null;
    if (raw === undefined) cells.push({ ...EMPTY, formula });
    else if (isText) cells.push({ ...EMPTY, type: "string", text: texts[Number(raw)] ?? "" });
    else cells.push({ ...EMPTY, type: "float", text: raw, value: Number(raw), formula });
  }
  return cells;
}

/** In the order of the workbook; dates are the numbers that the file has. */
export function readXlsx(content: Uint8Array): ReadCell[][][] {
  const files = unzipSync(content);
  const xml = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const texts = [...xml("xl/sharedStrings.xml").matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(
    ([, text = ""]) => textOf(text),
  );
  return Object.keys(files)
    .filter((path) => /^xl\/worksheets\/sheet\d+\.xml$/.test(path))
    .sort()
    .map((path) =>
      [...xml(path).matchAll(/<row [^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)].map(([, row = ""]) =>
        rowOf(row, texts),
      ),
    );
}
