/** The transparency page, the privacy policy, who looked, and the audit log (PRIV-9, PRIV-10, PRIV-13, SEC-11). */
import { type Request, type Response, Router } from "express";
import { DEFAULT_POLICY, policyChanges, policyWish } from "../../shared/org/policy.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { transparencyPage } from "../../shared/text/transparency.ts";
import type { LookedAnswer, PolicyAnswer, Transparency } from "../../shared/wire/privacy.ts";
import { isAuditAction } from "../accounts/audit-actions.ts";
import type { AuditLog } from "../accounts/audit-log.ts";
import type { AuditQuery } from "../accounts/audit-records.ts";
import type { Looked } from "../accounts/looked.ts";
import {
  type PolicySettings,
  type PolicyVersion,
  policyHistory,
  policyNow,
  putPolicy,
} from "../org/policy.ts";
import { actorOf, isAllowed } from "./allowed.ts";
import { answerLanguage } from "./language.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";
import { subjectOf } from "./session-middleware.ts";

export interface PrivacyRoutes {
  readonly settings: PolicySettings;
  readonly audit: AuditLog;
  readonly looked: Pick<Looked, "of">;
  /** What the transparency page says, of this moment. */
  readonly transparency: () => Promise<Transparency>;
  readonly now: () => number;
}

const iso = (at: number): string => new Date(at).toISOString();

async function policyBody(settings: PolicySettings, version: PolicyVersion): Promise<PolicyAnswer> {
  const { number, at, by, policy } = version;
  const history = await policyHistory(settings);
  return {
    policy,
    version: number,
    at: number === 0 ? null : iso(at),
    by: number === 0 ? null : by,
    defaults: DEFAULT_POLICY,
    history: history.map((one) => ({
      version: one.number,
      at: iso(one.at),
      by: one.by,
      policy: one.policy,
    })),
  };
}

async function change(request: Request, response: Response, deps: PrivacyRoutes): Promise<void> {
  const { settings, audit, now } = deps;
  const wish = parsedBody(request, response, policyWish);
  if (wish === null) return;
  const actor = actorOf(response);
  const done = await putPolicy(settings, wish, actor.actor, now());
  if (!done.ok) {
    const { code, path, detail } = done.problem;
    return problem(response, 400, detail, { code, path });
  }
  const { from, to } = done.value;
  if (from.number !== to.number) {
    const changes = policyChanges(from.policy, to.policy).flatMap((one) => [
      [`${one.path} from`, one.from],
      [`${one.path} to`, one.to],
    ]);
    const reference = wish.because === undefined ? {} : { reference: wish.because.reference };
    const detail = { version: to.number, ...Object.fromEntries(changes), ...reference };
    await audit.note({ ...actor, action: "policy.changed", detail });
  }
  response.json(await policyBody(settings, to));
}

const LIMIT = 100;
const LIMIT_MAX = 500;
const QUERY = ["before", "limit", "since", "action", "subject"] as const;

const whole = (text: string, max: number): number =>
  /^\d{1,12}$/.test(text) && Number(text) >= 1 && Number(text) <= max ? Number(text) : Number.NaN;

/** The query's words, or a sentence that helps. */
function auditQuery({ query }: Request): Result<AuditQuery, string> {
  for (const [name, value] of Object.entries(query)) {
    if (!(QUERY as readonly string[]).includes(name)) {
      return fail(`there is no parameter "${name.slice(0, 40)}"; there are ${QUERY.join(", ")}`);
    }
    if (typeof value !== "string") return fail(`give ${name} once`);
  }
  const { before, limit, since, action, subject } = query as Record<string, string | undefined>;
  const asked = {
    limit: limit === undefined ? LIMIT : whole(limit, LIMIT_MAX),
    ...(before === undefined ? {} : { before: whole(before, Number.MAX_SAFE_INTEGER) }),
    ...(since === undefined ? {} : { since: Date.parse(since) }),
    ...(subject === undefined ? {} : { subject }),
  };
  if (Number.isNaN(asked.limit)) return fail(`limit is a whole number from 1 to ${LIMIT_MAX}`);
  if (Number.isNaN(asked.before)) return fail("before is the number that `next` gave");
  if (Number.isNaN(asked.since)) return fail("since is a date, such as 2026-01-31");
  if (action === undefined) return ok(asked);
  return isAuditAction(action) ? ok({ ...asked, action }) : fail("there is no such action");
}

export function privacyRoutes(deps: PrivacyRoutes): Router {
  const { settings, audit, looked } = deps;
  const router = Router();

  router.get("/policy", async (_request, response) => {
    if (!isAllowed(response, { kind: "privacy" })) return;
    response.json(await policyBody(settings, await policyNow(settings)));
  });

  router.put("/policy", async (request, response) => {
    if (isAllowed(response, { kind: "privacy" })) await change(request, response, deps);
  });

  router.get("/transparency", async (request, response) => {
    if (!isAllowed(response, { kind: "transparency" })) return;
    const language = answerLanguage(request, response);
    if (language === null) return;
    const data = await deps.transparency();
    response.json({ ...data, page: transparencyPage(data, language) });
  });

  router.get("/looked", async (_request, response) => {
    const subject = subjectOf(response);
    const agent = subject.kind === "user" ? (subject.agent ?? "") : "";
    if (!isAllowed(response, { kind: "looked", agent })) return;
    const rows = await looked.of(agent);
    const body: LookedAnswer = rows.map(({ day, role, kinds }) => ({ day, role, kinds }));
    response.json(body);
  });

  router.get("/audit", async (request, response) => {
    if (!isAllowed(response, { kind: "audit" })) return;
    const asked = auditQuery(request);
    if (!asked.ok) return problem(response, 400, asked.problem);
    response.json(await audit.page(asked.value));
  });

  return router;
}
