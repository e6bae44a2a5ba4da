/** Users, invitations and sessions, for administrators; one's own sessions for everybody. */
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { z } from "zod";
import {
  type invitationItem,
  inviteBody,
  type invitedBody,
  type sessionItem,
  type userItem,
  userPatch,
} from "../../shared/wire/account.ts";
import type { Accounts } from "../accounts/accounts.ts";
import {
  type Invitation,
  type Invited,
  invite,
  listInvitations,
  passwordLink,
  withdrawInvitation,
} from "../accounts/invitations.ts";
import { manageUser, revokeSession } from "../accounts/manage.ts";
import { endOf, type OpenSession } from "../accounts/sessions.ts";
import { listUsers, type User } from "../accounts/users.ts";
import { accountProblem } from "./account-problem.ts";
import { actorOf, isAllowed, refuse } from "./allowed.ts";
import { parsedBody } from "./parsed.ts";
import { sessionOf, subjectOf } from "./session-middleware.ts";

export interface UserRoutes {
  readonly accounts: Accounts;
  /** What links for people begin with. */
  readonly publicUrl: () => string;
}

/** Only for whoever may see and change users. */
const forUsers: RequestHandler = (_request, response, next) => {
  if (isAllowed(response, { kind: "users" })) next();
};

const shown = ({ password: _, rights: __, ...user }: User): z.infer<typeof userItem> => user;

const shownInvitation = ({ createdBy: _, ...one }: Invitation): z.infer<typeof invitationItem> =>
  one;

const shownSession = (session: OpenSession, own: string | null): z.infer<typeof sessionItem> => ({
  id: session.id,
  user: session.user ?? null,
  device: session.device ?? null,
  createdAt: session.createdAt,
  seenAt: session.seenAt,
  endsAt: endOf(session),
  browser: session.browser,
  address: session.address,
  isThis: session.id === own,
});

export function userRoutes({ accounts, publicUrl }: UserRoutes): Router {
  const router = Router();

  const showLink = (response: Response, { token, invitation }: Invited) => {
    const link = `${publicUrl()}/join#${token}`;
    const body: z.infer<typeof invitedBody> = { ...shownInvitation(invitation), link };
    response.status(201).json(body);
  };

  const patch = async (request: Request, response: Response, change: unknown) => {
    const body = parsedBody({ body: change }, response, userPatch);
    if (body === null) return;
    const by = actorOf(response);
    const defined = Object.fromEntries(Object.entries(body).filter(([, one]) => one !== undefined));
    const done = await manageUser(accounts, by, String(request.params.id), defined);
    if (!done.ok) return accountProblem(response, done.problem);
    response.json(shown(done.value));
  };

  router.get("/users", forUsers, async (_request, response) => {
    response.json((await listUsers(accounts.settings)).map(shown));
  });
  router.patch("/users/:id", forUsers, (request, response) =>
    patch(request, response, request.body),
  );
  router.post("/users/:id/deactivate", forUsers, (request, response) =>
    patch(request, response, { isActive: false }),
  );
  router.post("/users/:id/password-link", forUsers, async (request, response) => {
    const by = actorOf(response);
    const made = await passwordLink(accounts, by, String(request.params.id));
    if (!made.ok) return accountProblem(response, made.problem);
    showLink(response, made.value);
  });

  router.get("/invitations", forUsers, async (_request, response) => {
    response.json((await listInvitations(accounts)).map(shownInvitation));
  });
  router.post("/invitations", forUsers, async (request, response) => {
    const body = parsedBody(request, response, inviteBody);
    if (body === null) return;
    const made = await invite(accounts, actorOf(response), body.email, body.roles);
    if (!made.ok) return accountProblem(response, made.problem);
    showLink(response, made.value);
  });
  router.delete("/invitations/:id", forUsers, async (request, response) => {
    const by = actorOf(response);
    const done = await withdrawInvitation(accounts, by, String(request.params.id));
    if (!done) return accountProblem(response, "not_found");
    response.status(204).end();
  });

  sessionListRoutes(router, accounts);
  return router;
}

/** One's own sessions; an administrator has everybody's. Another's is as if it did not exist. */
function sessionListRoutes(router: Router, accounts: Accounts): void {
  const mayHave = (response: Response, session: OpenSession): boolean => {
    const subject = subjectOf(response);
    if (subject.kind !== "user") return false;
    return subject.isAdmin || session.user === subject.id;
  };
  const forPeople: RequestHandler = (_request, response, next) => {
    const { kind } = subjectOf(response);
    if (kind === "user") return next();
    refuse(response, kind === "nobody" ? "signed_out" : "forbidden");
  };
  router.get("/sessions", forPeople, async (_request, response) => {
    const own = sessionOf(response)?.id ?? null;
    const all = await accounts.sessions.list();
    const theirs = all.filter((one) => mayHave(response, one));
    response.json(theirs.map((one) => shownSession(one, own)));
  });
  router.delete("/sessions/:id", forPeople, async (request, response) => {
    const session = await accounts.sessions.findById(String(request.params.id));
    if (session === null || !mayHave(response, session)) {
      return accountProblem(response, "not_found");
    }
    await revokeSession(accounts, actorOf(response), session.id);
    response.status(204).end();
  });
}
