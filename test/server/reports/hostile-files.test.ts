/** F17: 200 hostile texts as names of teams, in every file, read back by LibreOffice and byte by byte. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookOf } from "../../../server/reports/book.ts";
import { DIALECTS } from "../../../server/reports/csv.ts";
import { csvFile } from "../../../server/reports/csv-file.ts";
import { sheetsOf } from "../../../server/reports/rows.ts";
import { xlsxFile } from "../../../server/reports/xlsx.ts";
import { hostileTexts } from "../../support/hostile-texts.ts";
import {
  convert,
  type ReadCell,
  readCsv,
  readSheets,
  withoutOffice,
} from "../../support/office.ts";
import { reportOf } from "../../support/report-world.ts";

const TEXTS = hostileTexts;
const answer = (texts: readonly string[]) => ({
  state: "closed" as const,
  revision: null,
  revisions: [],
  pending: [],
  report: {
    ...reportOf({ seed: 7, teams: texts, kpis: ["csat.score", "aht.mean"] }),
    byTeamDay: [],
  },
});
const book = bookOf(answer(TEXTS));
const ACTIVE = /^[=+\-@\t\r\n\0＝＋－＠]/;
const csvText = (text: string) => (ACTIVE.test(text) ? `'${text}` : text);

test("[F17] there are 200 of them, all different", () => {
  expect(new Set(TEXTS).size).toBe(200);
});

test.each(DIALECTS)(
  "[EXP-3][F17] in CSV (%s) they are as they were, but for the leading '",
  (dialect) => {
    const bytes = csvFile(book, "en", dialect).toString("utf8");
    const isSystems = dialect === "systems";
    const rows = readCsv(isSystems ? bytes : bytes.slice(1), dialect === "excel-nl" ? ";" : ",");
    const team = (rows[0] ?? []).findIndex((name) => name.toLowerCase() === "team");
    const teams = rows.filter((row) => row[team - 1]?.toLowerCase() === "team");
    const wanted = isSystems ? TEXTS.map((_, at) => `team-${at}`) : TEXTS.map(csvText);
    expect(teams.map((row) => row[team])).toEqual(wanted);
  },
);

test("[EXP-6][F17] in the XLSX file itself they are exact, and nothing is a formula", async () => {
  const files = unzipSync(await xlsxFile(sheetsOf(book, "en"), book.report.period.zone));
  const xml = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const found = [...xml("xl/sharedStrings.xml").matchAll(/<t xml:space="preserve">([^<]*)<\/t>/g)];
  const texts = new Set(found.map(([, text = ""]) => decoded(text)));
  expect(TEXTS.filter((text) => !texts.has(text))).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no XML may hold
  expect(xml("xl/sharedStrings.xml")).not.toMatch(/[\0-\x08\x0b-\x1f\ufffe\uffff]/);
  for (const path of Object.keys(files)) expect(xml(path), path).not.toMatch(/<f[ >]/);
});

const SIGNS: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };
const decoded = (text: string): string =>
  text
    .replaceAll(/&(\w+);/g, (_, name: string) => SIGNS[name] ?? "?")
    .replaceAll(/_x([\dA-F]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );

test("[EXP-1] no file has a line that Excel would take for its own", () => {
  for (const dialect of DIALECTS) {
    const text = csvFile(book, "nl", dialect).toString("utf8");
    expect(text.startsWith("\ufeff")).toBe(dialect !== "systems");
    expect(text).not.toMatch(/^\ufeff?sep=/);
    expect(text.endsWith("\r\n")).toBe(true);
  }
});

describe.skipIf(withoutOffice())("[F17] as LibreOffice reads them", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-hostile-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    const { zone } = book.report.period;
    writeFileSync(join(folder, "all.xlsx"), await xlsxFile(sheetsOf(book, "en"), zone));
    writeFileSync(join(folder, "nl.csv"), csvFile(book, "nl", "excel-nl"));
    const sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,2";
    convert({ folder, files: ["all.xlsx"], to: sheet, into: "texts" });
    convert({ folder, files: ["all.xlsx"], to: "fods", into: "cells" });
    convert({ folder, files: ["nl.csv"], to: "fods", as: "CSV:59,34,76,1", into: "csv" });
  });
  const cells = (path: string): ReadCell[] => [...readSheets(join(folder, path)).values()].flat(2);

  test("[EXP-6] an XLSX file has every text exactly", () => {
    const name = "texts/all-Per team and day.csv";
    const rows = readCsv(readFileSync(join(folder, name), "utf8"), ",");
    const teams = rows.filter((row) => row[0] === "Team").map((row) => row[1]);
    const oneNewline = (text = "") => text.replaceAll(/\r\n?/g, "\n"); // LibreOffice has but one
    expect(teams.map(oneNewline)).toEqual(TEXTS.map(oneNewline));
  });

  test("[EXP-3] neither file has a formula, and no text became a number", () => {
    for (const path of ["cells/all.fods", "csv/nl.fods"]) {
      const all = cells(path);
      expect(all.length).toBeGreaterThan(1_000);
      expect(all.filter(({ formula }) => formula !== null)).toEqual([]);
    }
    const rows = readSheets(join(folder, "cells/all.fods")).get("Per team and day") ?? [];
    const teams = rows.filter((row) => row[0]?.text === "Team" && row.length > 2);
    expect(teams).toHaveLength(TEXTS.length);
    expect(teams.filter((row) => row[1]?.type !== "string")).toEqual([]);
  });
});
