/** `GET/PUT /reports/schedule`, `POST /reports/schedule/test`: who gets which weekly report by mail (EXP-9). */
import { type Request, type Response, Router } from "express";
import {
  type Delivery,
  type Recipient,
  type RecipientRow,
  type ScheduleAnswer,
  scheduleBody,
  scheduleTest,
} from "../../shared/wire/report-schedule.ts";
import type { Audit } from "../accounts/audit-log.ts";
import type { MailSettings } from "../accounts/mail-settings.ts";
import { sendThrough } from "../reports/mail.ts";
import { createKitchen, type MailOf, type Person } from "../reports/mail-of.ts";
import { createNewest } from "../reports/newest.ts";
import { aboutOf, OUTBOX_PREFIX, type Outgoing, readOutgoing } from "../reports/outbox.ts";
import type { Settings } from "../reports/revisions.ts";
import { nextMoment, putSchedule, readSchedule, weeksOver } from "../reports/schedule.ts";
import { actorOf, refuse } from "./allowed.ts";
import type { ExportLimit } from "./export-limit.ts";
import { NO_SERVER, TEST_MS_MAX } from "./mail-routes.ts";
import { parsedBody } from "./parsed.ts";
import { problem } from "./problem.ts";
import { type Asking, allowedScope, scopesFor } from "./report-asked.ts";
import { subjectOf } from "./session-middleware.ts";

type Known = Person & { readonly id: string };

export interface ScheduleRoutes extends Asking {
  readonly settings: Settings;
  readonly mail: MailSettings;
  readonly post: MailOf & { people(): Promise<Known[]> };
  readonly audit: Audit;
  readonly limit: ExportLimit;
}

interface Caller {
  readonly user: string;
  /** Sees and sets everybody's entries, not only the own. */
  readonly isManager: boolean;
}

/** Whoever may have a team's or the centre's report; null: the caller has been told. */
async function callerOf(response: Response, deps: ScheduleRoutes): Promise<Caller | null> {
  const subject = subjectOf(response);
  const scopes = await scopesFor(response, deps);
  const isReader = scopes.some(({ label }) => !label.startsWith("agent:"));
  if (subject.kind === "user" && isReader)
    return { user: subject.id, isManager: subject.isManager };
  refuse(response, subject.kind === "nobody" ? "signed_out" : "forbidden");
  return null;
}

const iso = (at: number): string => new Date(at).toISOString();

function deliveryOf(week: string, revision: number, one: Outgoing): Delivery {
  const { state, recordedAt, sentAt, tries, nextAt, trouble } = one;
  return {
    week,
    revision,
    state,
    recordedAt: iso(recordedAt),
    sentAt: sentAt === null ? null : iso(sentAt),
    tries,
    nextAt: state === "waiting" ? iso(nextAt) : null,
    trouble,
  };
}

/** User and scope → the newest mail. */
async function deliveries(settings: Settings): Promise<ReadonlyMap<string, Delivery>> {
  const newest = new Map<string, Delivery>();
  for (const { name, value } of await settings.settings(OUTBOX_PREFIX)) {
    const { week, scope, revision, user } = aboutOf(name);
    newest.set(`${user} ${scope}`, deliveryOf(week, revision, readOutgoing(value))); // by week and revision
  }
  return newest;
}

async function answer(caller: Caller, deps: ScheduleRoutes): Promise<ScheduleAnswer> {
  const { settings, mail, post, ledger, now } = deps;
  const { entries, version } = await readSchedule(settings);
  const people = new Map((await post.people()).map((one) => [one.id, one]));
  const last = await deliveries(settings);
  const zone = post.zone();
  const scopes = ["centre", ...ledger.document().teams.map(({ id }) => `team:${id}`)];
  const rowOf = ({ since: _, ...entry }: (typeof entries)[number]): RecipientRow => {
    const person = people.get(entry.user);
    const mayReceive = person?.may(entry.scope) ?? false;
    return {
      ...entry,
      name: person?.name ?? entry.user,
      email: person?.email ?? "",
      mayReceive,
      nextAt: mayReceive ? iso(nextMoment(now(), zone, entry)) : null,
      last: last.get(`${entry.user} ${entry.scope}`) ?? null,
    };
  };
  const isOwn = ({ user }: { user: string }) => caller.isManager || user === caller.user;
  return {
    version,
    zone,
    mail: (await mail.current()) !== null,
    recipients: entries.filter(isOwn).map(rowOf),
    candidates: [...people.values()]
      .map(({ id, name, email, may }) => ({ user: id, name, email, scopes: scopes.filter(may) }))
      .filter((one) => one.scopes.length > 0 && isOwn(one)),
  };
}

const isSame = (a: Recipient, b: Recipient) => a.user === b.user && a.scope === b.scope;

/** Why an entry cannot be; null: it can. Whoever has lost the right meanwhile may stay, and gets nothing. */
function wrongIn(
  one: Recipient,
  earlier: readonly Recipient[],
  before: readonly Recipient[],
  person: Known | undefined,
): string | null {
  if (earlier.some((other) => isSame(one, other)))
    return "this person gets this report already: remove that entry first, then add it as it shall be";
  if (before.some((known) => isSame(one, known))) return null;
  if (person === undefined) return "nobody signs in under this id";
  return person.may(one.scope) ? null : "this person may not have this report";
}

async function put(request: Request, response: Response, deps: ScheduleRoutes): Promise<void> {
  const caller = await callerOf(response, deps);
  if (caller === null) return;
  const body = parsedBody(request, response, scheduleBody);
  if (body === null) return;
  const { settings, post, audit, now } = deps;
  const isOthers = ({ user }: { user: string }) => !caller.isManager && user !== caller.user;
  if (body.recipients.some(isOthers)) return refuse(response, "forbidden");
  const before = (await readSchedule(settings)).entries;
  const people = new Map((await post.people()).map((one) => [one.id, one]));
  for (const [index, one] of body.recipients.entries()) {
    const earlier = body.recipients.slice(0, index);
    const wrong = wrongIn(one, earlier, before, people.get(one.user));
    if (wrong !== null) return problem(response, 400, wrong, { path: `recipients.${index}.scope` });
  }
  const kept = before.filter(isOthers).map(({ since: _, ...one }) => one);
  const recipients = [...kept, ...body.recipients];
  if (!(await putSchedule(settings, recipients, body.version, now())))
    return problem(response, 409, "somebody else changed it meanwhile: read it again");
  const detail = { recipients: recipients.length };
  await audit.note({ ...actorOf(response), action: "schedule.changed", detail });
  response.json(await answer(caller, deps));
}

async function test(request: Request, response: Response, deps: ScheduleRoutes): Promise<void> {
  const caller = await callerOf(response, deps);
  if (caller === null) return;
  const body = parsedBody(request, response, scheduleTest);
  if (body === null || (await allowedScope(response, body.scope, deps)) === null) return;
  const { settings, mail, post, audit, limit, now } = deps;
  const server = await mail.current();
  if (server === null) return problem(response, 409, NO_SERVER);
  const person = (await post.people()).find(({ id }) => id === caller.user);
  const found = await newestOver(settings, body.scope, now(), post.zone());
  if (person === undefined || found === null)
    return problem(response, 409, "no week is sealed yet: there is nothing to send");
  if (!limit.begin(response)) return;
  const { week, revision, digest } = found;
  const about = { week, revision, scope: body.scope, user: caller.user };
  const { format, language } = body;
  const wish = { about, digest, person, format, language, from: server.from, isTest: true };
  const made = await createKitchen(post).make(wish, now());
  if (made === null) return problem(response, 409, "this revision is not there any more");
  const mailed = { raw: made.raw, from: server.from, to: person.email };
  const taken = await sendThrough(server)(mailed, AbortSignal.timeout(TEST_MS_MAX));
  if (!taken.ok) return problem(response, 502, `not sent: ${taken.problem.text}`);
  const { user: subject, ...rest } = about;
  const detail = { ...rest, format };
  await audit.note({ ...actorOf(response), action: "report.mailed", subject, detail });
  response.json({ to: person.email, week, revision });
}

/** How far back a sealed week is looked for. */
const TEST_WEEKS = 13;

/** The newest revision of the last week that is sealed; null: none of the last thirteen is. */
async function newestOver(settings: Settings, scope: string, now: number, zone: string) {
  const newest = createNewest(settings);
  for (const week of weeksOver(now, zone, TEST_WEEKS).reverse()) {
    const found = await newest(scope, week);
    if (found !== null) return { week, ...found };
  }
  return null;
}

export function scheduleRoutes(deps: ScheduleRoutes): Router {
  return Router()
    .get("/reports/schedule", async (_request, response) => {
      const caller = await callerOf(response, deps);
      if (caller !== null) response.json(await answer(caller, deps));
    })
    .put("/reports/schedule", (request, response) => put(request, response, deps))
    .post("/reports/schedule/test", (request, response) => test(request, response, deps));
}
