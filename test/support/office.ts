/** A real LibreOffice and poppler for tests of files, and one sentence when there are none. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SOFFICE = "/usr/bin/soffice";
const PDFTOTEXT = "/usr/bin/pdftotext";

/** True: they are not here. Where everything must run (REQUIRE_ALL), that is an error. */
export function withoutOffice(): boolean {
  const missing = [SOFFICE, PDFTOTEXT].filter((path) => !existsSync(path));
  if (missing.length === 0) return false;
  const what = `there is no ${missing.join(", no ")} (LibreOffice Calc, poppler-utils)`;
  if (process.env.REQUIRE_ALL) throw new Error(what);
  process.stdout.write(`skipped: ${what}\n`);
  return true;
}

export interface Conversion {
  readonly folder: string;
  readonly files: readonly string[];
  readonly to: string;
  /** How CSV is to be read; without it LibreOffice finds out by itself. */
  readonly as?: string;
  /** Where the results go, under `folder`. */
  readonly into: string;
}

/** One start of LibreOffice for all files: it is slow to begin. Answers the names of what came out. */
export function convert({ folder, files, to, as, into }: Conversion): string[] {
  const out = join(folder, into);
  mkdirSync(out, { recursive: true });
  const args = [
    `-env:UserInstallation=file://${folder}/profile`,
    "--headless",
    "--norestore",
    ...(as === undefined ? [] : [`--infilter=${as}`]),
    "--convert-to",
    to,
    "--outdir",
    out,
  ];
  execFileSync(SOFFICE, [...args, ...files.map((file) => join(folder, file))], { stdio: "ignore" });
  return readdirSync(out);
}

export const pdfText = (file: string): string =>
  execFileSync(PDFTOTEXT, ["-layout", "-enc", "UTF-8", file, "-"], { encoding: "utf8" });

export const pdfInfo = (file: string, ...args: string[]): string =>
  execFileSync("/usr/bin/pdfinfo", [...args, file], { encoding: "utf8" });

/** A cell as LibreOffice understood it. */
export interface ReadCell {
  /** `float`, `string`, `date`, `time`, `percentage`; "" where the cell is empty. */
  readonly type: string;
  readonly text: string;
  readonly value: number | null;
  /** Of a date: ISO 8601. */
  readonly date: string | null;
  /** Of a time: ISO 8601. */
  readonly time?: string | null;
  readonly formula: string | null;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const plain = (xml: string): string =>
  xml
    .replaceAll(/<text:line-break\/>/g, "\n")
    .replaceAll(/<text:tab\/>/g, "\t")
    .replaceAll(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count) => " ".repeat(Number(count ?? 1)))
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/&#(x?)([\da-fA-F]+);/g, (_, hex, code) =>
      String.fromCodePoint(Number.parseInt(code, hex === "" ? 10 : 16)),
    )
    .replaceAll(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

function attribute(tag: string, name: string): string | null {
  const found = new RegExp(`${name}="([^"]*)"`).exec(tag);
  return found?.[1] === undefined ? null : plain(found[1]);
}

function cellsOf(row: string): ReadCell[] {
  const cells: ReadCell[] = [];
  const parts = row.matchAll(
    /<table:(?:covered-)?table-cell([^>]*?)(?:\/>|>([\s\S]*?)<\/table:(?:covered-)?table-cell>)/g,
  );
  for (const [, tag = "", inside = ""] of parts) {
    const paragraphs = [...inside.matchAll(/<text:p[^>]*?(?:\/>|>([\s\S]*?)<\/text:p>)/g)];
    const value = attribute(tag, "office:value");
    const cell: ReadCell = {
      type: attribute(tag, "office:value-type") ?? "",
      text: paragraphs.map(([, text = ""]) => plain(text)).join("\n"),
      value: value === null ? null : Number(value),
      date: attribute(tag, "office:date-value"),
      time: attribute(tag, "office:time-value"),
      formula: attribute(tag, "table:formula"),
    };
    const times = Math.min(Number(attribute(tag, "table:number-columns-repeated") ?? 1), 200);
    for (let at = 0; at < times; at += 1) cells.push(cell);
  }
  while (cells.at(-1)?.type === "") cells.pop();
  return cells;
}

/** The sheets of a `.fods` file, by name. */
export function readSheets(file: string): Map<string, ReadCell[][]> {
  const xml = readFileSync(file, "utf8");
  const sheets = new Map<string, ReadCell[][]>();
  for (const [, tag = "", inside = ""] of xml.matchAll(
    /<table:table ([^>]*)>([\s\S]*?)<\/table:table>/g,
  )) {
    const rows: ReadCell[][] = [];
    for (const [, row = "", content = ""] of inside.matchAll(
      /<table:table-row([^>]*?)(?:\/>|>([\s\S]*?)<\/table:table-row>)/g,
    )) {
      const times = Math.min(Number(attribute(row, "table:number-rows-repeated") ?? 1), 50);
      for (let at = 0; at < times; at += 1) rows.push(cellsOf(content));
    }
    while (rows.at(-1)?.length === 0) rows.pop();
    sheets.set(attribute(tag, "table:name") ?? "", rows);
  }
  return sheets;
}

/** CSV with quotes as RFC 4180 has them. */
export function readCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted] = [[] as string[], "", false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === delimiter) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") {
      rows.push([...row, cell.replace(/\r$/, "")]);
      [row, cell] = [[], ""];
    } else cell += sign;
  }
  return rows;
}
