/** `GET /api/v1/contacts/{id}`: the clock of one contact (DESIGN.md 8, SCR-10). */
import type { Request, Response } from "express";
import type { ContactAnswer, ContactClock } from "../../shared/wire/contact-clock.ts";
import { clockOf } from "../figures/clock/find.ts";
import type { Ledger } from "../figures/ledger.ts";
import { redactClock, SOMEBODY } from "../figures/redact.ts";
import { membersOf } from "../figures/scope.ts";
import type { Entity } from "../fold/entity.ts";
import { refuse } from "./allowed.ts";
import type { Granted, Guard } from "./guard.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

interface ContactRoute {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly guard: Guard;
}

/** Of several sources that have a contact of that id the answer is 300, and names them. */
export async function answerContact(
  request: Request<{ id: string }>,
  response: Response,
  { ledger, now, guard }: ContactRoute,
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
  const subject = subjectOf(response);
  const seen = await guard.ask(subject, { kind: "contact", agents: [], teams: [] });
  if ("because" in seen && seen.because !== "not_found") return refuse(response, seen.because);
  let granted: Granted | null = null;
  const isFor = async ({ meaning }: Entity): Promise<boolean> => {
    const credits = [...meaning.facts, ...meaning.spans];
    const agents = credits.flatMap(({ agent }) => agent ?? []);
    const teams = credits.flatMap(({ team }) => team ?? []);
    const answer = await guard.ask(subject, { kind: "contact", agents, teams });
    if (!("yes" in answer)) return false;
    granted = answer;
    return true;
  };
  const found = await clockOf(ledger, { contact: id, source, isFor }, now());
  if (found.clock !== null && granted !== null) {
    const { sees, opened }: Granted = granted;
    const shown = redactClock(found.clock, sees, (team) => membersOf(ledger, team, now()).length);
    const persons = shown.stretches.flatMap(({ agent }) => agent ?? []);
    await opened(
      persons.filter((agent) => agent !== SOMEBODY),
      "contacts",
    );
    response.json(told(shown, ledger));
    return;
  }
  const sources = found.clock === null ? found.sources : [];
  if (sources.length === 0) return refuse(response, "not_found");
  problem(response, 300, "several sources have a contact of that id: add source=", { sources });
}

/** With the names of those whom the asker may tell apart: of everybody else there is only "somebody". */
function told(clock: ContactClock, ledger: Ledger): ContactAnswer {
  const credited = [...clock.stretches, ...clock.facts, ...clock.states];
  const ids = new Set(credited.flatMap(({ agent }) => agent ?? []));
  const people = [...ids].flatMap((id) => {
    const name = id === SOMEBODY ? null : ledger.nameOf(id);
    return name === null ? [] : [{ id, name }];
  });
  return { ...clock, zone: ledger.document().organisation.zone, people };
}
