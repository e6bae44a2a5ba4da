/** The organisation for administrators; targets also for managers, and leaders of their own team. */
import { type Request, type Response, Router } from "express";
import type { OrgDocument } from "../../shared/org/org.ts";
import {
  organisationChange,
  peopleBody,
  type TestAnswer,
  targetsBody,
  testBody,
} from "../../shared/wire/organisation.ts";
import { type PreviewAnswer, previewBody, undoBody } from "../../shared/wire/preview.ts";
import type { Audit } from "../accounts/audit-log.ts";
import { withPeople } from "../org/people-list.ts";
import { targetsOf, withTargets } from "../org/targets.ts";
import type { Undo } from "../org/undo.ts";
import { csvRows, csvStart } from "../sources/csv.ts";
import { actorOf } from "./allowed.ts";
import { type Guard, onlyFor } from "./guard.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";

export interface OrganisationRoutes {
  readonly guard: Guard;
  readonly audit: Audit;
  /** With names and foreign ids, as people described it. */
  readonly described: () => OrgDocument;
  /** When it was last changed, ms. */
  readonly version: () => number;
  /** False, and nothing changed: it is no longer of the version that is expected. */
  readonly change: (to: OrgDocument, expected: number) => Promise<boolean>;
  /** What a change would do; changes nothing. */
  readonly preview: (to: OrgDocument) => Promise<PreviewAnswer>;
  readonly undo: Undo;
  readonly tryEvent: (event: unknown) => Promise<TestAnswer>;
  /** The server's clock, ms since 1970. */
  readonly now: () => number;
  /** Of an agent: says nothing about the person. */
  readonly newId: () => string;
}

const MEANWHILE = "somebody changed it meanwhile: read it again, then change it";

const TRIES_MAX = 10;

const counts = ({ teams, agents, queues, sources, schedules }: OrgDocument) => ({
  teams: teams.length,
  agents: agents.length,
  queues: queues.length,
  sources: sources.length,
  schedules: schedules.length,
});

export function organisationRoutes(deps: OrganisationRoutes): Router {
  const { guard, audit, described, version, undo } = deps;
  const router = Router();
  const ofOrganisation = onlyFor(guard, { kind: "organisation" });
  const change = changeKept(deps);

  router.get("/organisation", ofOrganisation, (_request, response) => {
    const now = { document: described(), version: version() };
    const asOf = new Date(deps.now()).toISOString();
    response.json({ ...now, canUndo: undo.before(now) !== null, asOf });
  });

  router.post("/organisation/preview", ofOrganisation, async (request, response) => {
    const body = parsedBody(request, response, previewBody);
    if (body !== null) response.json(await deps.preview(body.document));
  });

  router.post("/organisation/undo", ofOrganisation, (request, response) =>
    takeBack(request, response, deps),
  );

  router.put("/organisation", ofOrganisation, async (request, response) => {
    const body = parsedBody(request, response, organisationChange);
    if (body === null) return;
    if (!(await change(body.document, body.version))) return problem(response, 409, MEANWHILE);
    const detail = counts(body.document);
    await audit.note({ ...actorOf(response), action: "organisation.changed", detail });
    response.json({ version: version() });
  });

  router.post("/organisation/people", ofOrganisation, async (request, response) => {
    const body = parsedBody(request, response, peopleBody);
    if (body === null) return;
    const { rows, problems, state } = csvRows({ text: `${body.csv}\n`, last: true }, csvStart());
    const at = version();
    const list = withPeople(described(), state.columns ?? [], rows, deps.newId);
    const { document, ...told } = list;
    const answer = { ...told, problems: [...problems, ...told.problems] };
    if (body.isPreview) return void response.json(answer);
    if (answer.problems.length > 0) {
      return problem(response, 400, "some rows are not right; nothing was taken", answer);
    }
    if (!(await change(document, at))) return problem(response, 409, MEANWHILE);
    const detail = { agents: answer.agents.length, teams: answer.newTeams.length };
    await audit.note({ ...actorOf(response), action: "organisation.people", detail });
    response.json(answer);
  });

  router.post("/sources/test", onlyFor(guard, { kind: "sources" }), async (request, response) => {
    const body = parsedBody(request, response, testBody);
    if (body !== null) response.json(await deps.tryEvent(body.event));
  });

  router.get("/targets", async (request, response) => {
    const team = teamIn(request);
    if ((await guard.allow(response, { kind: "targets", team })) === null) return;
    const inherited = team === null ? {} : { inherited: targetsOf(described(), null).targets };
    response.json({ ...targetsOf(described(), team), ...inherited });
  });

  router.put("/targets", async (request, response) => putTargets(request, response, deps));
  return router;
}

/** Changes, and remembers for an undo what was before. */
const changeKept =
  ({ described, version, change, undo }: OrganisationRoutes) =>
  async (to: OrgDocument, expected: number): Promise<boolean> => {
    const before = described();
    if (!(await change(to, expected))) return false;
    undo.keep(before, { document: described(), version: version() });
    return true;
  };

/** What was before the last change is put back, as a change of its own (REL-3). */
async function takeBack(request: Request, response: Response, deps: OrganisationRoutes) {
  const { audit, described, version, change, undo } = deps;
  const body = parsedBody(request, response, undoBody);
  if (body === null) return;
  const before = undo.before({ document: described(), version: body.version });
  if (before === null || !(await change(before, body.version))) {
    return problem(response, 409, "that was not the last change, or somebody was erased since");
  }
  undo.forget();
  const detail = { ...counts(before), undone: true };
  await audit.note({ ...actorOf(response), action: "organisation.changed", detail });
  response.json({ version: version() });
}

const teamIn = ({ query }: Request): string | null =>
  typeof query.team === "string" ? query.team : null;

async function putTargets(request: Request, response: Response, deps: OrganisationRoutes) {
  const { guard, audit, described, version, change } = deps;
  const body = parsedBody(request, response, targetsBody);
  if (body === null) return;
  if ((await guard.allow(response, { kind: "targets", team: body.team })) === null) return;
  // Of two who save at once the second one's targets go on top of the first one's.
  let isTaken = false;
  for (let tries = 0; !isTaken; tries += 1) {
    if (tries === TRIES_MAX) return problem(response, 409, MEANWHILE);
    const at = version();
    const document = withTargets(described(), body);
    if (!document.ok) return problem(response, 400, document.problem);
    isTaken = await change(document.value, at);
  }
  await audit.note({
    ...actorOf(response),
    action: "targets.changed",
    ...(body.team === null ? {} : { subject: body.team }),
    detail: { targets: body.targets.length },
  });
  response.json(targetsOf(described(), body.team));
}
