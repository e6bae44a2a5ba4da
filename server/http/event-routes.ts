/** `POST /api/v1/events`: the door for events (DESIGN.md 8). */
import { type Request, type Response, Router } from "express";
import type { Busy, Ingest } from "../ingest/ingest.ts";
import { inputsOf } from "./cloudevents.ts";
import { problem } from "./problem.ts";
import { admit, type Delivery, type SourceDoor, type Turned } from "./source-door.ts";

export interface EventRoutes extends SourceDoor {
  readonly ingest: Ingest;
}

async function take(request: Request, response: Response, deps: EventRoutes): Promise<void> {
  const delivery = await admit(request, deps);
  if (!delivery.ok) return turn(request, response, delivery.problem);
  try {
    await submit(request, response, deps.ingest, delivery.value);
  } finally {
    delivery.value.leave();
  }
}

/** 401 and 429 are kept apart: a key that is not right gets no better by waiting (SEC-8). */
function turn(request: Request, response: Response, { status, detail }: Turned): void {
  request.resume(); // let in and forgotten, so that its sender hears why: cut, many never do
  if (status === 401) response.set("WWW-Authenticate", "Bearer");
  if (status === 429) response.set("Retry-After", "1");
  problem(response, status, detail);
}

async function submit(
  request: Request,
  response: Response,
  ingest: Ingest,
  { source, mode, body }: Delivery,
): Promise<void> {
  const inputs = inputsOf(mode, body, request.headers);
  if (!inputs.ok) return problem(response, inputs.problem.status, inputs.problem.detail);
  const answer = await ingest.submit(source, inputs.value);
  if (!answer.ok) return busy(response, answer.problem);
  const [refused] = answer.value.rejected;
  const single = mode === "one" || mode === "binary";
  if (single && refused !== undefined) {
    const detail = `the event was refused: ${refused.path} ${refused.reason}`.trim();
    return problem(response, 400, detail, answer.value);
  }
  response.json(answer.value);
}

const WHY: Record<Busy["reason"], readonly [status: number, why: string]> = {
  sender_full: [429, "too many of this source's events wait for the disk"],
  queue_full: [503, "too much at once"],
  store_full: [503, "the disk is full"],
};

function busy(response: Response, { reason, retryAfterSeconds }: Busy): void {
  const [status, why] = WHY[reason];
  response.set("Retry-After", String(retryAfterSeconds));
  problem(response, status, `nothing was taken: ${why}; send it again later`);
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
