/** EXP-8: JSON, CSV, XLSX and PDF of 50 generated weeks, parsed back, say what the screen says. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Book, bookOf } from "../../../server/reports/book.ts";
import { csvFile } from "../../../server/reports/csv-file.ts";
import { isHead } from "../../../server/reports/kpis.ts";
import { pdfFile } from "../../../server/reports/pdf.ts";
import { sheetsOf } from "../../../server/reports/rows.ts";
import { xlsxFile } from "../../../server/reports/xlsx.ts";
import { createFormat } from "../../../shared/text/format.ts";
import { reportRounded, reportText } from "../../../shared/text/report-value.ts";
import { kpiName, type Language, localeOf, wordsOf } from "../../../shared/text/words.ts";
import type { ReportLine } from "../../../shared/wire/report.ts";
import {
  convert,
  pdfText,
  type ReadCell,
  readCsv,
  readSheets,
  withoutOffice,
} from "../../support/office.ts";
import { reportOf, sealedAnswer } from "../../support/report-world.ts";
import { readXlsx } from "../../support/xlsx-reader.ts";

const WEEKS = 50;
const ZONE = "Europe/Amsterdam";
const LANGUAGES: readonly Language[] = ["nl", "fr", "en"];
const teams = ["Support NL", "Équipe Łódź"];

const weeks = Array.from({ length: WEEKS }, (_, seed) => ({
  seed,
  language: LANGUAGES[seed % 3] ?? "en",
  book: bookOf(sealedAnswer(reportOf({ seed, teams }))),
}));

/** LibreOffice takes a second for each file: it opens some in every language, our own reader all of them. */
const opened = weeks.slice(0, 6);

/** What the screen shows of a line: the exact value and n, rounded as shared/text/report-value.ts says. */
const shown = ({ value, unit, kpi }: Pick<ReportLine, "value" | "unit" | "kpi">) =>
  value === null ? null : reportRounded(value, unit, kpi);

/** The total row of the CSV for systems by its headings. */
function totals(book: Book): Map<string, string> {
  const [heading = [], total = []] = readCsv(csvFile(book, "en", "systems").toString("utf8"), ",");
  return new Map(heading.map((name, at) => [name, total[at] ?? ""]));
}

test("[EXP-8] JSON has the exact values, CSV the shown ones, of every week and KPI", () => {
  let compared = 0;
  for (const { book } of weeks) {
    const json = JSON.parse(JSON.stringify(book)) as Book;
    const csv = totals(book);
    for (const [at, line] of book.report.lines.entries()) {
      expect(json.report.lines[at]?.value).toBe(line.value);
      const suffix = { s: " (s)", "%": " (%)", h: " (h)" }[line.unit as string] ?? "";
      const cell = csv.get(`${line.kpi}${suffix}`);
      expect(cell, `${line.kpi} of ${book.report.period.label}`).toBe(
        line.value === null ? "" : String(shown(line)?.toFixed(cell?.split(".")[1]?.length ?? 0)),
      );
      if (line.unit !== "count" && line.withheld === undefined)
        expect(csv.get(`${line.kpi} n`)).toBe(String(line.n));
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(WEEKS * 10);
});

/** A summary as somebody's program read it, against the report it was made from. */
function compareSummary(book: Book, language: Language, rows: readonly ReadCell[][], seed: number) {
  for (const line of book.report.lines) {
    const name = kpiName(wordsOf(language), line.kpi, "long");
    const row = rows.find(([first]) => first?.text === name) ?? [];
    if (line.withheld !== undefined) {
      expect(row[2]?.type).toBe("string");
      continue;
    }
    expect(row[2]?.value ?? null, `${name} of week ${seed}`).toBe(shown(line));
    expect(row[4]?.value).toBe(line.n);
    const seconds = shown(line);
    if (line.unit !== "s" || seconds === null) continue;
    const time = row[3];
    if (time?.value !== null) expect(time?.value).toBeCloseTo(seconds / 86_400, 9);
    else expect(time?.time).toBe(isoTime(seconds));
  }
}

/** 341 → PT00H05M41S */
function isoTime(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `PT${two(seconds / 3600)}H${two((seconds / 60) % 60)}M${two(seconds % 60)}S`;
}

test("[EXP-6][EXP-8] XLSX files of all weeks have numbers as numbers, and times that are times", async () => {
  for (const { seed, language, book } of weeks) {
    const sheets = readXlsx(await xlsxFile(sheetsOf(book, language), ZONE));
    compareSummary(book, language, sheets[0] ?? [], seed);
    const parts = sheets[1] ?? [];
    const kpi = book.report.lines.find((line) => line.kpi === "aht.mean");
    const at =
      parts[2]?.findIndex(
        ({ text }) =>
          / \(s\)$/.test(text) && text.startsWith(kpiName(wordsOf(language), "aht.mean", "label")),
      ) ?? -1;
    const total = parts[3]?.[at]?.value ?? null;
    expect(total).toBe(kpi === undefined ? null : shown(kpi));
    const days = book.report.byTeamDay.map(({ cells }) => cells["aht.mean"]);
    const read = parts.slice(3 + 1 + 7 + teams.length).map((row) => row[at]?.value ?? null);
    expect(read).toEqual(
      days.map((cell) => shown({ value: cell?.value ?? null, unit: "s", kpi: "aht.mean" })),
    );
  }
});

describe.skipIf(withoutOffice())("as other programs read them", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-weeks-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    for (const { seed, language, book } of weeks)
      writeFileSync(join(folder, `p${seed}.pdf`), await pdfFile(book, language));
    for (const { seed, language, book } of opened) {
      writeFileSync(join(folder, `x${seed}.xlsx`), await xlsxFile(sheetsOf(book, language), ZONE));
      writeFileSync(join(folder, `d${seed}.csv`), csvFile(book, language, "excel-nl"));
      writeFileSync(join(folder, `e${seed}.csv`), csvFile(book, language, "excel-en"));
    }
    const all = (kind: string, ending: string) =>
      opened.map(({ seed }) => `${kind}${seed}.${ending}`);
    convert({ folder, files: all("x", "xlsx"), to: "fods", into: "read" });
    // 1043 and 1033: how a Dutch and an English spreadsheet understand what they open
    const as = (delimiter: number, language: number) => `CSV:${delimiter},34,76,1,,${language}`;
    convert({ folder, files: all("d", "csv"), to: "fods", as: as(59, 1043), into: "read" });
    convert({ folder, files: all("e", "csv"), to: "fods", as: as(44, 1033), into: "read" });
  });

  test("[EXP-6][EXP-8] LibreOffice reads the summary as it was written: numbers, times, no formula", () => {
    for (const { seed, language, book } of opened) {
      const sheets = readSheets(join(folder, `read/x${seed}.fods`));
      const [summary = []] = sheets.values();
      compareSummary(book, language, summary, seed);
      const cells = [...sheets.values()].flat(2);
      expect(cells.filter(({ formula }) => formula !== null)).toEqual([]);
      expect(cells.filter(({ type }) => type === "date").length).toBeGreaterThan(20);
    }
  });

  test.each([
    ["d", "Dutch"],
    ["e", "English"],
  ])(
    "[EXP-1][EXP-8] CSV (%s) opens in a spreadsheet that speaks %s, with numbers as numbers and dates as dates",
    (kind) => {
      for (const { seed, language, book } of opened) {
        const [rows = []] = readSheets(join(folder, `read/${kind}${seed}.fods`)).values();
        const [heading = [], total = []] = rows;
        for (const line of book.report.lines) {
          const suffix = { s: " (s)", "%": " (%)", h: " (h)" }[line.unit as string] ?? "";
          const name = `${kpiName(wordsOf(language), line.kpi, "label")}${suffix}`;
          const at = heading.findIndex(({ text }) => text === name);
          expect(at, name).toBeGreaterThan(0);
          expect(total[at]?.value ?? null, `${name} of week ${seed}`).toBe(shown(line));
        }
        const names = rows.flatMap((row) => row.filter(({ text }) => text === "Équipe Łódź"));
        expect(names.length).toBe(8);
        const days = rows.flatMap((row) => row.filter(({ type }) => type === "date"));
        expect(days.length).toBeGreaterThan(20);
        expect(rows.flat().filter(({ formula }) => formula !== null)).toEqual([]);
      }
    },
  );

  test("[EXP-8] the text of every PDF has the five figures and their n", () => {
    for (const { seed, language, book } of weeks) {
      const text = pdfText(join(folder, `p${seed}.pdf`)).replaceAll("\u00a0", " ");
      const format = createFormat(localeOf(language, [ZONE]));
      for (const line of book.report.lines.filter(({ kpi }) => isHead(kpi))) {
        if (line.withheld !== undefined) continue;
        const value = reportText(format, line.value, line.unit, line.kpi);
        expect(text, `${line.kpi} of week ${seed}`).toContain(
          value.replaceAll(/[\u202f\u00a0]/g, " "),
        );
        if (line.value !== null) expect(text).toContain(`n = ${format.number(line.n)}`);
      }
    }
  });
});
