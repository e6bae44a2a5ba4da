/** Erasing an agent or a customer (PRIV-8), for administrators. No number changes by it. */
import { type Request, type Response, Router } from "express";
import { type ErasedAnswer, eraseAgentBody, eraseCustomerBody } from "../../shared/wire/erasure.ts";
import type { Audit } from "../accounts/audit-log.ts";
import { can, type House, type Subject } from "../accounts/roles.ts";
import type { Erasure } from "../org/erasure-file.ts";
import type { Mapped } from "../org/mapped.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";

export interface ErasureRoutes {
  readonly people: Pick<Mapped, "erasures" | "customer">;
  readonly audit: Audit;
  readonly subjectOf: (response: Response) => Subject;
  /** What else is known of an agent: the user, who looked. */
  readonly forget: (agent: string) => Promise<unknown>;
}

/** Erasing is nobody's team's matter. */
const NO_HOUSE: House = { isMember: () => false };

const answerOf = ({ at, kind, pseudonyms, requestId }: Erasure): ErasedAnswer => ({
  at,
  kind,
  ids: pseudonyms.length,
  requestId,
});

export function erasureRoutes({ people, audit, subjectOf, forget }: ErasureRoutes): Router {
  const { erasures } = people;

  /** The id of the administrator who asks; null: it is for nobody else, and that has been said. */
  const adminOf = (response: Response): string | null => {
    const subject = subjectOf(response);
    const verdict = can(subject, { kind: "audit" }, NO_HOUSE);
    if (verdict.ok && subject.kind === "user") return subject.id;
    if (!verdict.ok && verdict.because === "signed_out") problem(response, 401, "sign in first");
    else problem(response, 403, "erasing is for administrators");
    return null;
  };

  const carryOut = async (
    response: Response,
    work: () => Promise<Erasure | null>,
    noted: (one: Erasure) => Promise<void>,
  ): Promise<void> => {
    const one = await work();
    if (one === null) return problem(response, 404, "there is no such agent");
    await noted(one);
    response.json(answerOf(one));
  };

  const router = Router();
  router.post("/people/:agent/erase", async (request: Request<{ agent: string }>, response) => {
    const actor = adminOf(response);
    const body = actor === null ? null : parsedBody(request, response, eraseAgentBody);
    if (actor === null || body === null) return;
    const { agent } = request.params;
    await carryOut(
      response,
      async () => {
        const erased = await erasures.agent(agent, { requestId: body.requestId ?? null });
        if (erased !== null) await forget(agent);
        return erased;
      },
      ({ pseudonyms }) =>
        audit.note({
          actor,
          role: "admin",
          action: "person.erased",
          subject: agent,
          detail: { ids: pseudonyms.length },
        }),
    );
  });
  router.post("/customers/erase", async (request, response) => {
    const actor = adminOf(response);
    const body = actor === null ? null : parsedBody(request, response, eraseCustomerBody);
    if (actor === null || body === null) return;
    const subject = people.customer(body.customerRef);
    await carryOut(
      response,
      () => erasures.customer(subject, { requestId: body.requestId ?? null }),
      () => audit.note({ actor, role: "admin", action: "customer.erased", subject }),
    );
  });
  return router;
}
