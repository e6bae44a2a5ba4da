/** Signing in and out, the first administrator, accepting an invitation, the list of sessions. */
import { type Request, type Response, Router } from "express";
import {
  acceptBody,
  lookBody,
  passwordBody,
  type SessionBody,
  setupBody,
  signInBody,
} from "../../shared/wire/account.ts";
import { type Accounts, rolesText } from "../accounts/accounts.ts";
import { firstAdmin } from "../accounts/first-admin.ts";
import { acceptInvitation, invitationOf } from "../accounts/invitations.ts";
import { changePassword } from "../accounts/own-password.ts";
import { signIn } from "../accounts/sign-in.ts";
import { hasAdmin, type User, userById } from "../accounts/users.ts";
import { accountProblem } from "./account-problem.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";
import { beginSession, endSession, subjectOf } from "./session-middleware.ts";

export interface SessionRoutes {
  readonly accounts: Accounts;
  readonly demo: boolean;
  /** The cookie goes over https only (SEC-1). */
  readonly isSecure: boolean;
  /** Names the organisation, at set-up. */
  readonly nameOrganisation: (name: string, zone: string) => Promise<void>;
  readonly zone: () => string;
}

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
};

interface Deps extends SessionRoutes {
  /** Is there an administrator? Once there is, the last one stays: it need not be asked again. */
  readonly isSetUp: () => Promise<boolean>;
}

function setUpOnce(accounts: Accounts): Deps["isSetUp"] {
  let isSetUp = false;
  return async () => {
    isSetUp ||= await hasAdmin(accounts.settings);
    return isSetUp;
  };
}

/** Who is signed in now, as `GET /session` says it. */
async function whoBody(
  response: Response,
  { accounts, demo, isSetUp, zone }: Deps,
): Promise<SessionBody> {
  const subject = subjectOf(response);
  const user = subject.kind === "user" ? await userById(accounts.settings, subject.id) : null;
  return {
    kind: subject.kind,
    id: subject.kind === "nobody" ? null : subject.id,
    name: user?.name ?? null,
    email: user?.email ?? null,
    language: user?.language ?? null,
    roles: user?.roles ?? [],
    team: subject.kind === "device" ? subject.team : null,
    zone: subject.kind === "nobody" ? null : zone(),
    demo,
    needsSetup: subject.kind === "nobody" && !demo && !(await isSetUp()),
  };
}

/** Signs this user in and answers who it is. */
async function enter(request: Request, response: Response, user: User, deps: Deps) {
  const { accounts } = deps;
  const role = rolesText(user.roles);
  await accounts.audit.note({ actor: user.id, role, action: "session.opened" });
  await beginSession(request, { user: user.id, rights: user.rights }, accounts.now());
  response.locals.subject = (await accounts.whoIs.ofToken(request.sessionID)).subject;
  response.json(await whoBody(response, deps));
}

/** A browser that would not keep the cookie is told so, rather than signed in and out again. */
function refusesCookie(request: Request, response: Response, { isSecure }: SessionRoutes): boolean {
  if (!isSecure || request.secure) return false;
  accountProblem(response, "not_secure");
  return true;
}

export function sessionRoutes(given: SessionRoutes): Router {
  const { accounts } = given;
  const deps: Deps = { ...given, isSetUp: setUpOnce(accounts) };
  const router = Router();

  router.get("/session", async (_request, response) => {
    response.json(await whoBody(response, deps));
  });

  router.post("/session", async (request, response) => {
    const body = parsedBody(request, response, signInBody);
    if (body === null || refusesCookie(request, response, deps)) return;
    const user = await signIn(accounts, { ...body, address: request.ip ?? "" });
    if (user.ok) return enter(request, response, user.value, deps);
    const refused = user.problem;
    accountProblem(response, refused.code, refused.code === "wait" ? refused.waitMs : undefined);
  });

  router.delete("/session", async (request, response) => {
    const subject = subjectOf(response);
    if (subject.kind === "user") {
      const user = await userById(accounts.settings, subject.id);
      const role = rolesText(user?.roles ?? []);
      await accounts.audit.note({ actor: subject.id, role, action: "session.closed" });
    }
    await endSession(request);
    response.status(204).end();
  });

  router.put("/session/password", async (request, response) => {
    const subject = subjectOf(response);
    if (subject.kind !== "user") return problem(response, 401, "sign in first");
    const body = parsedBody(request, response, passwordBody);
    if (body === null) return;
    const done = await changePassword(accounts, subject.id, { ...body, address: request.ip ?? "" });
    if (done.ok) return enter(request, response, done.value, deps);
    const refused = done.problem;
    accountProblem(response, refused.code, refused.code === "wait" ? refused.waitMs : undefined);
  });

  router.post("/setup", async (request, response) => {
    const body = parsedBody(request, response, setupBody);
    if (body === null || refusesCookie(request, response, deps)) return;
    const { organisation, language = null, alsoManager = false, ...rest } = body;
    if (organisation !== undefined && !isZone(organisation.zone)) {
      const detail = "organisation.zone is an IANA zone such as Europe/Amsterdam";
      return problem(response, 400, detail, { path: "organisation.zone" });
    }
    const made = await firstAdmin(accounts, { ...rest, language, alsoManager });
    if (!made.ok) return accountProblem(response, made.problem);
    if (organisation !== undefined) {
      await deps.nameOrganisation(organisation.name, organisation.zone);
    }
    response.status(201);
    await enter(request, response, made.value, deps);
  });

  router.post("/invitations/look", async (request, response) => {
    const body = parsedBody(request, response, lookBody);
    if (body === null) return;
    const found = await invitationOf(accounts, body.token);
    if (found === null) return accountProblem(response, "gone");
    response.json({ email: found.email, isPasswordOnly: found.user !== null });
  });

  router.post("/invitations/accept", async (request, response) => {
    const body = parsedBody(request, response, acceptBody);
    if (body === null || refusesCookie(request, response, deps)) return;
    const { language = null, name = "", ...rest } = body;
    const found = await invitationOf(accounts, body.token);
    if (found?.user === null && name === "") {
      return problem(response, 400, "name is what colleagues call you", { path: "name" });
    }
    const done = await acceptInvitation(accounts, { ...rest, name, language });
    if (!done.ok) return accountProblem(response, done.problem);
    response.status(201);
    await enter(request, response, done.value, deps);
  });

  return router;
}
