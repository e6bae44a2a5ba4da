/** `GET /api/v1/figures/explain`: why one figure moved from one period to another (DESIGN.md 8). */
import { type Request, Router } from "express";
import { explain } from "../explain/explain.ts";
import type { History } from "../explain/history.ts";
import { EXPLAINED, type Explaining, whyOf } from "../explain/question.ts";
import { seenMovement } from "../explain/withheld.ts";
import { namedIn } from "../figures/redact.ts";
import { membersOf } from "../figures/scope.ts";
import { type Guard, narrow } from "./guard.ts";
import { problem } from "./problem.ts";

export interface ExplainRoutes {
  readonly history: History;
  readonly now: () => number;
  readonly guard: Guard;
}

/** The query's words; a parameter that came twice, or that we do not know, is a mistake to name. */
function askedOf({ query }: Request): Explaining | string {
  const asked: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (!(EXPLAINED as readonly string[]).includes(name)) {
      return `there is no parameter "${name.slice(0, 40)}"; there are ${EXPLAINED.join(", ")}`;
    }
    if (typeof value !== "string") return `give ${name} once`;
    asked[name] = value;
  }
  return asked;
}

export function explainRoutes({ history, now, guard }: ExplainRoutes): Router {
  const router = Router();
  router.get("/figures/explain", async (request, response) => {
    const asked = askedOf(request);
    if (typeof asked === "string") return problem(response, 400, asked);
    const question = whyOf(asked, history.document().organisation.zone, now());
    if (!question.ok) return problem(response, 400, question.problem);
    const { scope, by } = question.value;
    const granted = await guard.allow(response, { kind: "contacts", of: scope.filter, by });
    if (granted === null) return;
    const { yes, sees, opened } = granted;
    if (scope.filter.agent !== undefined) await opened([scope.filter.agent], "figures");
    else if (by === "agent" && yes.team !== null) {
      await opened(membersOf(history, yes.team, now()), "table");
    }
    const narrowed = narrow(question.value, yes);
    const movement = await explain(history, narrowed);
    const seen = await seenMovement(history, narrowed, movement, sees);
    await opened(namedIn(seen.parts.flatMap(({ contacts }) => contacts.rows)), "contacts");
    response.json(seen);
  });
  return router;
}
