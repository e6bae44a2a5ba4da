/**
 * `GET /api/v1/reports/weekly/2026-W47.{json|xlsx|csv|pdf}`: the report as a file (SCREENS.md 10). A sealed
 * revision is the same file every time, byte for byte.
 */
import { type Request, type Response, Router } from "express";
import type { Language } from "../../shared/text/words.ts";
import type { Audit } from "../accounts/audit-log.ts";
import { type Book, bookOf } from "../reports/book.ts";
import type { Dialect } from "../reports/csv.ts";
import { csvFile } from "../reports/csv-file.ts";
import { fileName } from "../reports/file-name.ts";
import { pdfFile } from "../reports/pdf.ts";
import { type Reports, seen } from "../reports/reports.ts";
import { sheetsOf } from "../reports/rows.ts";
import { xlsxFile } from "../reports/xlsx.ts";
import { actorOf } from "./allowed.ts";
import type { ExportLimit } from "./export-limit.ts";
import { askedFile } from "./file-asked.ts";
import { problem } from "./problem.ts";
import { type Asking, askedReport } from "./report-asked.ts";

export interface ReportFileRoutes extends Asking {
  readonly reports: Pick<Reports, "find">;
  readonly audit: Audit;
  readonly limit: ExportLimit;
}

const TYPES = {
  json: "application/json; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
  pdf: "application/pdf",
} as const;

export type ReportFormat = keyof typeof TYPES;

/** The file of a book; also what a mail attaches. */
export async function reportFile(
  book: Book,
  format: ReportFormat,
  language: Language,
  dialect: Dialect,
): Promise<{ readonly name: string; readonly type: string; readonly content: Buffer }> {
  const { report, revision } = book;
  const { zone, label } = report.period;
  const content = await {
    json: () => Buffer.from(JSON.stringify(book)),
    xlsx: () => xlsxFile(sheetsOf(book, language), zone),
    csv: () => csvFile(book, language, dialect),
    pdf: () => pdfFile(book, language),
  }[format]();
  const about = { period: label, scope: report.scope.label, revision: revision?.revision ?? null };
  return { name: fileName(about, format), type: TYPES[format], content };
}

const FORMATS = Object.keys(TYPES) as readonly ReportFormat[];

async function file(request: Request, response: Response, deps: ReportFileRoutes): Promise<void> {
  const wanted = askedFile(request, response, FORMATS);
  if (wanted === null) return;
  const { name: period, format, language, dialect } = wanted;
  const allowed = await askedReport(request, response, deps, period, ["lang", "dialect"]);
  if (allowed === null || !deps.limit.begin(response)) return;
  const { asked, group } = allowed;
  const notable = format === "pdf" || format === "json";
  const found = await deps.reports.find({ ...asked, notable });
  if (!found.ok) return problem(response, 404, "there is no such revision");
  const book = bookOf(seen(found.value, group));
  const made = await reportFile(book, format, language, dialect);
  await deps.audit.note({
    ...actorOf(response),
    action: "report.exported",
    detail: {
      kind: "report",
      week: asked.period.label,
      scope: asked.scope.label,
      format,
      ...(book.revision === null ? {} : { revision: book.revision.revision }),
    },
  });
  response
    .set("Cache-Control", "no-store")
    .set("Content-Disposition", `attachment; filename="${made.name}"`)
    .type(made.type)
    .send(made.content);
}

/** Behind the routes of the JSON that screens read: what ends like a file comes here. */
export function reportFileRoutes(deps: ReportFileRoutes): Router {
  return Router().get("/reports/weekly/:file", (request, response) =>
    file(request, response, deps),
  );
}
