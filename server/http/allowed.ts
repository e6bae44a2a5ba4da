/** What routes do with an answer of `can()` (SEC-7), and who acts, for the audit log. */
import type { Response } from "express";
import type { Actor } from "../accounts/accounts.ts";
import { can, type House, type No, type Resource } from "../accounts/roles.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

const ANSWERS: Record<No["because"], readonly [status: number, detail: string]> = {
  signed_out: [401, "sign in first"],
  forbidden: [403, "this is not for your role"],
  not_found: [404, "there is no such address"],
};

/** The one answer for what does not exist and for what is out of one's scope. */
export const notFound = (response: Response): void => refuse(response, "not_found");

export function refuse(response: Response, because: No["because"]): void {
  const [status, detail] = ANSWERS[because];
  problem(response, status, detail);
}

/** Settings depend on roles alone, not on who is a member of which team now. */
const ANYBODY: House = { isMember: () => false };

/** Why not; null: it is allowed. For what does not depend on memberships. */
export function refusal(response: Response, resource: Resource): No["because"] | null {
  const answer = can(subjectOf(response), resource, ANYBODY);
  return answer.ok ? null : answer.because;
}

/** Says no to whom it is not for; true: it is allowed. */
export function isAllowed(response: Response, resource: Resource): boolean {
  const because = refusal(response, resource);
  if (because !== null) refuse(response, because);
  return because === null;
}

/** Who acts, in which roles, as the audit log has it. */
export function actorOf(response: Response): Actor {
  const subject = subjectOf(response);
  if (subject.kind === "nobody") return { actor: "nobody", role: null };
  if (subject.kind === "device") return { actor: subject.id, role: "device" };
  const roles = [
    ...(subject.isAdmin ? ["admin"] : []),
    ...(subject.isManager ? ["manager"] : []),
    ...(subject.leads.length > 0 ? [`lead:${subject.leads.join(",")}`] : []),
    ...(subject.agent === null ? [] : [`agent:${subject.agent}`]),
  ];
  return { actor: subject.id, role: roles.join(" ") };
}
