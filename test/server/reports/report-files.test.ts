/** What report files have beside their numbers: tags, languages, revisions, nobody's name, the same bytes. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookOf } from "../../../server/reports/book.ts";
import { csvFile } from "../../../server/reports/csv-file.ts";
import { drawable } from "../../../server/reports/pdf/paper.ts";
import { pdfFile } from "../../../server/reports/pdf.ts";
import { flatTable, sheetsOf } from "../../../server/reports/rows.ts";
import { xlsxFile } from "../../../server/reports/xlsx.ts";
import { type Language, languages } from "../../../shared/text/words.ts";
import { pdfInfo, pdfText, withoutOffice } from "../../support/office.ts";
import { reportOf, sealedAnswer } from "../../support/report-world.ts";

const ZONE = "Europe/Amsterdam";
const teams = ["Support NL", "Équipe Łódź", "Ομάδα Αθήνα"];
const answer = sealedAnswer(reportOf({ seed: 80, teams, demo: true, gaps: 2 }), 2);
const book = bookOf(answer);
const files = (language: Language) =>
  Promise.all([
    xlsxFile(sheetsOf(book, language), ZONE),
    pdfFile(book, language),
    csvFile(book, language, "excel-nl"),
  ]);

test("[REL-3] the same revision is the same file, byte for byte, whenever it is made", async () => {
  const [first, second] = [await files("nl"), await files("nl")];
  for (const [at, file] of first.entries())
    expect(second[at] !== undefined && file.equals(second[at])).toBe(true);
  const [xlsx, pdf] = first;
  expect(xlsx.readUInt32LE(10)).toBe(0x0021_0000); // 1 January 1980, 00:00: no time at all
  expect(pdf.toString("latin1").match(/D:\d{8}/g)).toEqual(["D:20261123", "D:20261123"]);
});

test("[REL-3] what would change since is on the screen, and in no file of what was sealed", () => {
  const later = { ...answer, pending: answer.revisions[1]?.differences ?? [] };
  expect(later.pending).not.toEqual([]);
  expect(bookOf(later)).toEqual(book);
});

test("[EXP-6] no file names a person, or a contact", async () => {
  const [xlsx, , csv] = await files("en");
  const inside = Object.values(unzipSync(xlsx)).map((part) => strFromU8(part));
  for (const text of [...inside, csv.toString("utf8"), JSON.stringify(book)]) {
    expect(text).not.toContain("u-secret-person");
    expect(text).not.toContain("secret-contact");
  }
});

test("[EXP-6] a workbook: summary, per team and day, definitions and quality; headings stay, filters, one page wide", async () => {
  const parts = unzipSync(await xlsxFile(sheetsOf(book, "nl"), ZONE));
  const xml = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const names = [...xml("xl/workbook.xml").matchAll(/<sheet [^>]*name="([^"]*)"/g)];
  expect(names.map(([, name]) => name)).toEqual([
    "Samenvatting",
    "Per team en dag",
    "Definities en kwaliteit",
    "Alle cijfers",
  ]);
  for (const sheet of [1, 2, 3, 4]) {
    const page = xml(`xl/worksheets/sheet${sheet}.xml`);
    expect(page).toMatch(/<pane [^>]*ySplit="3"[^>]*state="frozen"/);
    expect(page).toMatch(/<autoFilter ref="A3:[A-Z]+\d+"/);
    expect(page).toMatch(/<pageSetup [^>]*fitToWidth="1" fitToHeight="0"/);
    expect(page).toContain('fitToPage="1"');
    expect(page).toMatch(/<col [^>]*width="42|<col [^>]*width="4\d|<col [^>]*width="14/);
  }
  expect(xml("xl/workbook.xml")).toContain("_xlnm.Print_Titles");
  const texts = xml("xl/sharedStrings.xml");
  for (const said of [
    "DEMO · Week 47 (16–22 november 2026)",
    "vastgelegd als revisie 2",
    "aht.mean@2",
  ])
    expect(texts).toContain(said);
  expect(xml("xl/styles.xml")).toContain("[m]:ss");
});

test("[UX-11] a status is a shape and a word in the workbook, whatever its colour", () => {
  const [summary] = sheetsOf(book, "nl");
  const marked = (summary?.rows ?? []).flat().filter((cell) => cell?.kind === "text" && cell.mark);
  expect(marked.length).toBeGreaterThan(3);
  for (const cell of marked)
    expect(cell?.kind === "text" && cell.text).toMatch(
      /^(● op koers|▲ let op|◆ actie|– te weinig)$/,
    );
});

test("[EXP-2] units stand in the headings of CSV, and no cell has one", () => {
  const { columns, rows } = flatTable(book, "nl");
  const names = columns.map(({ header }) => header);
  expect(names).toEqual(expect.arrayContaining(["CSAT (%)", "CSAT n", "AHT (s)", "NPS"]));
  const kpis = rows.flatMap((row) => row.slice(9)).filter((cell) => cell !== null);
  expect(new Set(kpis.map(({ kind }) => kind))).toEqual(new Set(["number"]));
});

test("[EXP-2] what systems read has ids, whatever the language and the names", () => {
  const { columns, rows } = flatTable(book, "systems");
  expect(columns.map(({ header }) => header).slice(0, 10)).toEqual([
    "period",
    "scope",
    "revision",
    "facts_as_of",
    "data",
    "part",
    "team",
    "day",
    "channel",
    "csat.score (%)",
  ]);
  expect(rows.filter((row) => row[5]?.kind === "text" && row[5].text === "team_day")).toHaveLength(
    21,
  );
});

test("[PRIV-5] of too few people there is no value and no n, and the workbook says why", () => {
  const report = reportOf({ seed: 80, kpis: ["csat.score"] });
  const hidden = { value: null, n: 0, interval: null, withheld: "group" as const };
  const lines = report.lines.map((line) => ({ ...line, ...hidden }));
  const few = { ...book, report: { ...report, lines } };
  const total = flatTable(few, "en").rows[0] ?? [];
  expect(total.slice(9)).toEqual([null, null, null, null]);
  const summary = sheetsOf(few, "en")[0]?.rows[0] ?? [];
  expect(summary[2]).toEqual({ kind: "text", text: "too few people" });
  expect(summary[4]).toBeNull();
});

test("[EXP-7] a name in letters the font has not is told as such, never as nothing", () => {
  expect(drawable("Łódź Αθήνα Київ")).toBe("Łódź Αθήνα Київ");
  expect(drawable("客服 team")).toBe("□ team");
  expect(drawable("a\0b\r\nc\u202ed")).toBe("a b c d");
});

describe.skipIf(withoutOffice())("[EXP-7] the PDF as poppler reads it", () => {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-pdf-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    for (const language of languages)
      writeFileSync(join(folder, `${language}.pdf`), await pdfFile(book, language));
  });

  test.each([
    [
      "nl",
      "nl-NL",
      ["Week 47 (16–22 november 2026)", "op koers", "Duidelijke veranderingen", "DEMO"],
    ],
    [
      "fr",
      "fr-BE",
      ["Semaine 47 (16–22 novembre 2026)", "dans l’objectif", "Changements nets", "DÉMO"],
    ],
    ["en", "en-GB", ["Week 47 (16–22 November 2026)", "on target", "Clear changes", "DEMO"]],
  ] as const)(
    "[EXP-7][EXP-10] in %s: one A4, tagged, its language set, its words",
    (language, tag, said) => {
      const file = join(folder, `${language}.pdf`);
      const info = pdfInfo(file);
      expect(info).toMatch(/Tagged:\s+yes/);
      expect(info).toMatch(/Pages:\s+1\n/);
      expect(info).toContain("(A4)");
      expect(info).toMatch(/Title:\s+\S.*47/);
      const text = pdfText(file);
      for (const words of [...said, ...teams, "aht.mean@2"]) expect(text).toContain(words);
      expect(text).not.toContain("u-secret-person");
      expect(pdfBytes(file)).toContain(`/Lang (${tag})`);
    },
  );

  test("[EXP-7] its structure has headings, figures with words, and a table", () => {
    const structure = pdfInfo(join(folder, "nl.pdf"), "-struct-text");
    for (const tag of ["H1", "H2", "Table", "TR", "TH", "TD", "Figure"])
      expect(structure).toMatch(new RegExp(`^\\s*${tag}`, "m"));
    expect(pdfInfo(join(folder, "nl.pdf"), "-struct")).toMatch(/Figure/);
  });
});

const pdfBytes = (file: string): string => readFileSync(file, "latin1");
