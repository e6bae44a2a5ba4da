/** `POST /api/v1/events`: the door for events (DESIGN.md 8). */
import { type Request, type Response, Router } from "express";
import type { SourceKeys } from "../accounts/api-keys.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { readBody } from "./body.ts";
import { bytesMaxOf, inputsOf, modeOf } from "./cloudevents.ts";
import { problem } from "./problem.ts";

export interface EventRoutes {
  readonly ingest: Ingest;
  readonly keys: SourceKeys;
}

const bearerOf = (request: Request): string | null =>
  /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;

const NO_KEY =
  "send the source's own key as 'Authorization: Bearer KEY'; make one with: npm run admin -- key /tenant/connector/instance";

async function take(request: Request, response: Response, deps: EventRoutes): Promise<void> {
  const key = bearerOf(request);
  const source = key === null ? null : await deps.keys.sourceOf(key);
  if (source === null) {
    request.resume();
    response.set("WWW-Authenticate", "Bearer");
    return problem(response, 401, NO_KEY);
  }
  const mode = modeOf(request.headers);
  if (!mode.ok) {
    request.resume();
    return problem(response, mode.problem.status, mode.problem.detail);
  }
  const body = await readBody(request, bytesMaxOf(mode.value));
  if (!body.ok) return problem(response, body.problem.status, body.problem.detail);
  const inputs = inputsOf(mode.value, body.value, request.headers);
  if (!inputs.ok) return problem(response, inputs.problem.status, inputs.problem.detail);
  const answer = await deps.ingest.submit(source, inputs.value);
  if (!answer.ok) {
    response.set("Retry-After", String(answer.problem.retryAfterSeconds));
    const why = answer.problem.reason === "queue_full" ? "too much at once" : "the disk is full";
    return problem(response, 503, `nothing was taken: ${why}; send it again later`);
  }
  const [refused] = answer.value.rejected;
  const single = mode.value === "one" || mode.value === "binary";
  if (single && refused !== undefined) {
    const detail = `the event was refused: ${refused.path} ${refused.reason}`.trim();
    return problem(response, 400, detail, answer.value);
  }
  response.json(answer.value);
}

export function eventRoutes(deps: EventRoutes): Router {
  const router = Router();
  router.post("/events", (request, response) => take(request, response, deps));
  router.all("/events", (_request, response) => {
    response.set("Allow", "POST");
    problem(response, 405, "events are sent with POST");
  });
  return router;
}
