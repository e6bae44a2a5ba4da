/** `GET /api/v1/definitions`: what each KPI means, in the words of passport and transparency page. */
import { type Request, Router } from "express";
import { catalog, type KpiId } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { definitionOf } from "../../shared/text/definition.ts";
import { kpisOf } from "../figures/ask.ts";
import { type Guard, onlyFor } from "./guard.ts";
import { answerLanguage } from "./language.ts";
import { problem } from "./problem.ts";

/** All KPIs in the order of the catalogue, or those of `kpi=ID,ID`; else a sentence that helps. */
function asked({ query }: Request): Result<readonly Kpi<KpiId>[], string> {
  const { lang: _lang, kpi, ...others } = query;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    return fail(`there is no parameter "${unknown.slice(0, 40)}"; there are kpi, lang`);
  }
  if (kpi === undefined) return ok(catalog);
  return typeof kpi === "string" ? kpisOf(kpi) : fail("give kpi once");
}

export function definitionRoutes(guard: Guard): Router {
  const router = Router();
  router.get("/definitions", onlyFor(guard, { kind: "definitions" }), (request, response) => {
    const kpis = asked(request);
    if (!kpis.ok) return problem(response, 400, kpis.problem);
    const language = answerLanguage(request, response);
    if (language === null) return;
    response.json(kpis.value.map((kpi) => definitionOf(kpi, language)));
  });
  return router;
}
