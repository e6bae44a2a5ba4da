/** The weekly report as JSON for screens, its revisions and their ledger, and sealing (SCR-12, REL-3). */
import { type Request, type Response, Router } from "express";
import { reportSeal } from "../../shared/wire/report.ts";
import type { Audit } from "../accounts/audit-log.ts";
import type { Ledger } from "../figures/ledger.ts";
import { isWeek } from "../reports/periods.ts";
import { type Reports, seen } from "../reports/reports.ts";
import type { NotSealed } from "../reports/seal.ts";
import { BY_SCHEDULE } from "../reports/seal-due.ts";
import { weeksOf } from "../reports/weeks.ts";
import { seenDifferences } from "../reports/withheld.ts";
import { actorOf } from "./allowed.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";
import { type Asking, allowedScope, askedReport, scopesFor } from "./report-asked.ts";
import { inTurns } from "./turns.ts";

export interface ReportRoutes extends Asking {
  readonly ledger: Ledger;
  readonly reports: Reports;
  readonly audit: Audit;
  /** What a user is called: who sealed a week stands beside it. */
  readonly userName: (id: string) => Promise<string>;
}

/** An address that ends so is a file's (report-file-routes.ts). */
const FILE = /\.(json|xlsx|csv|pdf|ndjson)$/;

const NOT_SEALED: Record<NotSealed, string> = {
  running: "the week is not over: seal it when it is",
  empty: "there is nothing in this week",
  same: "nothing that the report shows is another number now: the newest revision stands",
  taken: "somebody was first: read the newest revision, then seal again if something differs still",
};

async function weeks(request: Request, response: Response, deps: ReportRoutes): Promise<void> {
  const { scope: label = "centre" } = request.query;
  const allowed = await allowedScope(response, label, deps);
  if (allowed === null) return;
  const { reports, ledger, now } = deps;
  const found = await weeksOf(reports, ledger, allowed.scope, now(), allowed.group);
  response.json({ ...found, scopes: await scopesFor(response, deps) });
}

async function weekly(request: Request, response: Response, deps: ReportRoutes): Promise<void> {
  const { notable } = request.query;
  if (notable !== undefined && notable !== "1")
    return problem(response, 400, "notable is 1, or left out");
  const { period = "" } = request.params;
  const allowed = await askedReport(request, response, deps, String(period), ["notable"]);
  if (allowed === null) return;
  const { asked, group } = allowed;
  const found = await deps.reports.find({ ...asked, notable: notable === "1" });
  if (!found.ok) return problem(response, 404, "there is no such revision");
  const answer = seen(found.value, group);
  const named = answer.revisions.map(async (head) =>
    head.by === BY_SCHEDULE ? head : { ...head, byName: await deps.userName(head.by) },
  );
  response.json({ ...answer, revisions: await Promise.all(named) });
}

async function ledgerOf(request: Request, response: Response, deps: ReportRoutes): Promise<void> {
  const { period = "" } = request.params;
  const allowed = await askedReport(request, response, deps, String(period));
  if (allowed === null) return;
  const { asked, group } = allowed;
  const found = await deps.reports.ledger(asked);
  if (!found.ok)
    return problem(response, 404, "this report is not sealed: it is computed anew each time");
  const { ledger, sides } = found.value;
  const differences = seenDifferences(ledger.differences, asked.period.label, sides, group);
  response.json({ ...ledger, differences });
}

async function seal(request: Request, response: Response, deps: ReportRoutes): Promise<void> {
  const body = parsedBody(request, response, reportSeal);
  if (body === null) return;
  const { period = "" } = request.params;
  const allowed = await askedReport(
    { query: { scope: body.scope } },
    response,
    deps,
    String(period),
  );
  if (allowed === null) return;
  const { asked } = allowed;
  if (!isWeek(asked.period.label) || asked.scope.filter.agent !== undefined)
    return problem(response, 400, "what is sealed is a week, of the centre or of a team");
  const { actor, role } = actorOf(response);
  const sealed = await deps.reports.seal(asked, actor);
  if (!sealed.ok)
    return problem(response, 409, NOT_SEALED[sealed.problem], { code: sealed.problem });
  const { revision } = sealed.value;
  const detail = { week: asked.period.label, scope: asked.scope.label, revision };
  await deps.audit.note({ actor, role, action: "report.sealed", detail });
  response.status(201).json(sealed.value);
}

export function reportRoutes(deps: ReportRoutes): Router {
  const router = Router();
  router.use("/reports", inTurns());
  router.get("/reports/weeks", (request, response) => weeks(request, response, deps));
  router.get("/reports/weekly/:period", (request, response, next) =>
    FILE.test(String(request.params.period)) ? next() : weekly(request, response, deps),
  );
  router.get("/reports/weekly/:period/ledger", (request, response) =>
    ledgerOf(request, response, deps),
  );
  router.post("/reports/weekly/:period/seal", (request, response) => seal(request, response, deps));
  return router;
}
