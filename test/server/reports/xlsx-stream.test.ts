/** A workbook that is written row by row, opened by LibreOffice where there is one (F17). */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RowCell } from "../../../server/reports/contact-cells.ts";
import { letters, workbook, xmlText } from "../../../server/reports/xlsx-stream.ts";

const ZONE = "Europe/Amsterdam";
const OFFICE = ["/usr/bin/soffice", "/usr/bin/libreoffice"].find((path) => existsSync(path));

async function bytesOf(rows: readonly (readonly RowCell[])[]): Promise<Buffer> {
  const sheets = [{ name: "A & B", rows, widths: [20], hasFilter: true }];
  const pieces: Uint8Array[] = [];
  for await (const piece of workbook(sheets, ZONE)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** What LibreOffice reads, as CSV with every text in quotes. */
async function readBack(rows: readonly (readonly RowCell[])[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-xlsx-"));
  try {
    writeFileSync(join(folder, "a.xlsx"), await bytesOf(rows));
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false";
    const args = [profile, "--headless", "--convert-to", filter, "--outdir", folder];
    execFileSync(OFFICE ?? "", [...args, join(folder, "a.xlsx")], { stdio: "ignore" });
    return readFileSync(join(folder, "a.csv"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("[EXP-3] what XML cannot hold is escaped, and what looks escaped is kept apart", () => {
  expect(xmlText('a<b>&"c"')).toBe("a&lt;b&gt;&amp;&quot;c&quot;");
  expect(xmlText("\0x\r\n\ud800")).toBe("_x0000_x_x000D_\n_xD800_");
  expect(xmlText("_x0041_ and _x")).toBe("_x005F_x0041_ and _x");
  expect(xmlText("é 😀 Ωąż")).toBe("é 😀 Ωąż");
});

test("[EXP-11] columns are named as spreadsheets name them", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letters)).toEqual([
    "A",
    "Z",
    "AA",
    "AZ",
    "BA",
    "ZZ",
    "AAA",
  ]);
});

test("[EXP-11] the same rows are the same bytes", async () => {
  const rows = [["a"], [1]];
  expect((await bytesOf(rows)).equals(await bytesOf(rows))).toBe(true);
});

const HOSTILE = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "＝1",
  '=HYPERLINK("http://x","y")',
  "=cmd|'/c calc'!A0",
  "a;b,c",
  'say "x"',
  "2026-11-16",
  "0042",
  "TRUE",
  "<b>&amp;",
  "_x0041_",
  " lead",
  "שלום 😀 ąż Ω",
];

test.skipIf(OFFICE === undefined)(
  "[EXP-11][F17] LibreOffice reads the same texts, numbers and instants, and no formula",
  async () => {
    const at = Date.parse("2026-11-16T13:32:05Z");
    const rows = [["text", "number", "when"], ...HOSTILE.map((text) => [text, -12, { at }])];
    const read = await readBack(rows);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const wanted = HOSTILE.map((text) => `${quoted(text)},-12,2026-11-16 14:32:05`);
    expect(read.split("\n").slice(1, -1)).toEqual(wanted);
  },
  120_000,
);
