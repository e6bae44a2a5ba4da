/** `GET /api/v1/reports/exports?scope=…`: who took which file of a report, from the audit log (EXP-4). */
import { type Request, type Response, Router } from "express";
import type { ReportExports } from "../../shared/wire/report.ts";
import type { AuditLog } from "../accounts/audit-log.ts";
import { problem } from "./problem.ts";
import { type Asking, allowedScope } from "./report-asked.ts";

/** So many of the newest are looked at, and told. */
const LOOKED_MAX = 500;
const TOLD_MAX = 50;

export interface ReportLogRoutes extends Asking {
  readonly audit: Pick<AuditLog, "page">;
  /** What a user is called; an id nobody has, as it is. */
  readonly userName: (id: string) => Promise<string>;
}

type Told = ReportExports[number];

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Of the centre also what was taken of its teams; what an agent took of the own week is nobody else's. */
const isWithin = (of: string, scope: string): boolean =>
  of === scope || (scope === "centre" && of.startsWith("team:"));

async function exported(request: Request, response: Response, deps: ReportLogRoutes) {
  const { scope: label = "centre", ...others } = request.query;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    return problem(
      response,
      400,
      `there is no parameter "${unknown.slice(0, 40)}"; there is scope`,
    );
  const allowed = await allowedScope(response, label, deps);
  if (allowed === null) return;
  const { entries } = await deps.audit.page({ action: "report.exported", limit: LOOKED_MAX });
  const own = entries
    .filter(({ detail }) => isWithin(text(detail.scope), allowed.scope.label))
    .slice(0, TOLD_MAX);
  const names = new Map<string, string>();
  for (const { actor } of own) if (!names.has(actor)) names.set(actor, await deps.userName(actor));
  const told = own.map(
    ({ at, actor, detail }): Told => ({
      at,
      by: names.get(actor) ?? actor,
      kind: detail.kind === "contacts" ? "contacts" : "report",
      period: text(detail.week),
      scope: text(detail.scope),
      format: text(detail.format),
      revision: typeof detail.revision === "number" ? detail.revision : null,
    }),
  );
  response.json(told satisfies ReportExports);
}

export function reportLogRoutes(deps: ReportLogRoutes): Router {
  return Router().get("/reports/exports", (request, response) => exported(request, response, deps));
}
