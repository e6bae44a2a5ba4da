/** A report of 30 teams as a file: how long until the whole of it is there, in each format (SCREENS.md 10). */
import { bookOf } from "../../server/reports/book.ts";
import { csvFile } from "../../server/reports/csv-file.ts";
import { pdfFile } from "../../server/reports/pdf.ts";
import { sheetsOf } from "../../server/reports/rows.ts";
import { xlsxFile } from "../../server/reports/xlsx.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import { reportOf, sealedAnswer } from "../support/report-world.ts";
import type { Bench, Row } from "./bench.ts";

const TEAMS = 30;
const KPIS = 30;
const RUNS = 7;

const answer = sealedAnswer(
  reportOf({
    seed: 80,
    teams: Array.from({ length: TEAMS }, (_, at) => `Team ${at + 1}`),
    kpis: [
      ...new Set([
        "csat.score",
        "nps.score",
        "frt.p50",
        "aht.mean",
        "sl.E",
        ...catalog.map(({ id }) => id),
      ]),
    ].slice(0, KPIS),
  }),
);

export const reportFiles: Bench = {
  name: "report-files",
  about: `a sealed report of ${TEAMS} teams and ${KPIS} figures as a whole file`,
  async run({ note }) {
    const book = bookOf(answer);
    const kinds: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
      json: () => Buffer.from(JSON.stringify(book)),
      csv: () => csvFile(book, "nl", "excel-nl"),
      xlsx: () => xlsxFile(sheetsOf(book, "nl"), book.report.period.zone),
      pdf: () => pdfFile(book, "nl"),
    };
    const rows: Row[] = [];
    for (const [kind, make] of Object.entries(kinds)) {
      const values: number[] = [];
      const first = await make(); // the first one loads fonts and compiles
      note(`${kind}: ${Math.round(first.length / 1024)} KB`);
      for (let run = 0; run < RUNS; run += 1) {
        const began = performance.now();
        await make();
        values.push(performance.now() - began);
      }
      rows.push({ figure: kind, values, unit: "ms" });
    }
    return rows;
  },
};
