/** `GET /api/v1/contacts/{id}`: the clock of one contact (DESIGN.md 8, SCR-10). */
import type { Request, Response } from "express";
import { clockOf } from "../figures/clock/find.ts";
import type { Ledger } from "../figures/ledger.ts";
import { problem } from "./problem.ts";

interface ContactRoute {
  readonly ledger: Ledger;
  readonly now: () => number;
}

/** Of several sources that have a contact of that id the answer is 300, and names them. */
export async function answerContact(
  request: Request<{ id: string }>,
  response: Response,
  { ledger, now }: ContactRoute,
): Promise<void> {
  const { id } = request.params;
  const { source, ...others } = request.query;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    const detail = `there is no parameter "${unknown.slice(0, 40)}"; there is source`;
    return problem(response, 400, detail);
  }
  if (source !== undefined && typeof source !== "string") {
    return problem(response, 400, "give source once");
  }
  const found = await clockOf(ledger, id, source, now());
  if (found.clock !== null) {
    response.json(found.clock);
    return;
  }
  const { sources } = found;
  if (sources.length === 0) {
    const detail = "no source has a contact of that id, or it is older than contacts are kept";
    return problem(response, 404, detail);
  }
  problem(response, 300, "several sources have a contact of that id: add source=", { sources });
}
