/** `GET /api/v1/figures`, the contacts behind them, and what was refused (DESIGN.md 8). */
import { type Request, type Response, Router } from "express";
import type { LookedKind } from "../accounts/looked.ts";
import { ASKED, type Asked, questionOf, sizeProblem } from "../figures/ask.ts";
import { contacts } from "../figures/contacts.ts";
import { explained } from "../figures/explanation.ts";
import { figures, type Question } from "../figures/figure.ts";
import { figuresWithPassports, type Witness } from "../figures/passport.ts";
import { qualityOf, qualityPeriod } from "../figures/quality.ts";
import { namedIn } from "../figures/redact.ts";
import { refusals } from "../figures/refusals.ts";
import { membersOf } from "../figures/scope.ts";
import { answerContact } from "./contact-route.ts";
import { type Granted, type Guard, narrow, onlyFor } from "./guard.ts";
import { answerLanguage } from "./language.ts";
import { problem } from "./problem.ts";
import { inTurns } from "./turns.ts";

export interface FigureRoutes {
  readonly ledger: Witness;
  readonly now: () => number;
  readonly guard: Guard;
  /** Ids that came again with other content, by source, since the start. */
  readonly conflicts?: () => ReadonlyMap<string, number>;
}

const BESIDE = ["explain", "passport", "lang"];

/** The query's words; a parameter that came twice, or that we do not know, is a mistake to name. */
function askedOf(request: Request, beside: readonly string[]): Asked | string {
  const asked: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) {
    if (beside.includes(name)) continue;
    if (!(ASKED as readonly string[]).includes(name)) {
      return `there is no parameter "${name.slice(0, 40)}"; there are ${[...ASKED, ...beside].join(", ")}`;
    }
    if (typeof value !== "string") return `give ${name} once`;
    asked[name] = value;
  }
  return asked;
}

interface Allowed extends Pick<Granted, "opened"> {
  readonly question: Question;
}

async function ask(
  request: Request,
  response: Response,
  { ledger, now, guard }: FigureRoutes,
  what: LookedKind,
  beside: readonly string[] = [],
): Promise<Allowed | null> {
  const asked = askedOf(request, beside);
  const { zone } = ledger.document().organisation;
  const question = typeof asked === "string" ? asked : questionOf(asked, zone, now());
  if (typeof question === "string" || !question.ok) {
    problem(response, 400, typeof question === "string" ? question : question.problem);
    return null;
  }
  const tooLarge = sizeProblem(question.value);
  if (tooLarge !== null) {
    problem(response, 400, tooLarge);
    return null;
  }
  const { scope, by = null } = question.value;
  const kind = what === "contacts" ? "contacts" : "figures";
  const granted = await guard.allow(response, { kind, of: scope.filter, by });
  if (granted === null) return null;
  const { yes, sees, opened } = granted;
  if (scope.filter.agent !== undefined) await opened([scope.filter.agent], what);
  else if (by === "agent" && yes.team !== null)
    await opened(membersOf(ledger, yes.team, now()), "table");
  return { question: { ...narrow(question.value, yes), sees }, opened };
}

async function quality(request: Request, response: Response, deps: FigureRoutes): Promise<void> {
  const { ledger, now, conflicts } = deps;
  const { period: asked = "today", ...others } = request.query;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    return problem(
      response,
      400,
      `there is no parameter "${unknown.slice(0, 40)}"; there is period`,
    );
  }
  if (typeof asked !== "string") return problem(response, 400, "give period once");
  const period = qualityPeriod(asked, ledger.document().organisation.zone, now());
  if (!period.ok) return problem(response, 400, period.problem);
  response.json(await qualityOf(ledger, period.value, now(), conflicts?.()));
}

export function figureRoutes(deps: FigureRoutes): Router {
  const router = Router();
  router.use(["/figures", "/contacts"], inTurns());
  router.get("/figures", async (request, response) => {
    const { explain, passport } = request.query;
    for (const [name, value] of Object.entries({ explain, passport })) {
      if (value !== undefined && value !== "1") {
        return problem(response, 400, `${name} is 1, or left out`);
      }
    }
    const allowed = await ask(request, response, deps, "figures", BESIDE);
    if (allowed === null) return;
    const { question } = allowed;
    const language = answerLanguage(request, response);
    if (language === null) return;
    const answer = await (passport === undefined
      ? figures(deps.ledger, question)
      : figuresWithPassports(deps.ledger, question, deps.now));
    response.json(explain === undefined ? answer : explained(answer, language));
  });
  router.get("/contacts", async (request, response) => {
    const allowed = await ask(request, response, deps, "contacts");
    if (allowed === null) return;
    const { question, opened } = allowed;
    if (question.kpis.length !== 1) return problem(response, 400, "ask for one KPI at a time");
    const rows = await contacts(deps.ledger, question);
    await opened(namedIn(rows), "contacts");
    response.json(rows);
  });
  router.get("/contacts/:id", (request, response) => answerContact(request, response, deps));
  const ofSources = onlyFor(deps.guard, { kind: "sources" });
  router.get("/quality", ofSources, (request, response) => quality(request, response, deps));
  router.get("/quarantine", ofSources, async (_request, response) => {
    response.json(await refusals(deps.ledger, deps.now()));
  });
  return router;
}
