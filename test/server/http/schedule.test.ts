/** Who gets which weekly report by mail, over HTTP: managers everybody's, leaders their own (EXP-9, SEC-7). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import type { Role } from "../../../server/accounts/roles.ts";
import { changeUser } from "../../../server/accounts/users.ts";
import type { App } from "../../../server/app.ts";
import { type Running, run } from "../../../server/commands/running.ts";
import { type ScheduleAnswer, scheduleAnswer } from "../../../shared/wire/report-schedule.ts";
import { readMail } from "../../support/read-mail.ts";
import { type SignedIn, signIn } from "../../support/sign-in.ts";
import { type MailDesk, openMailDesk } from "../reports/mail-desk.ts";

let desk: MailDesk;
let app: App;
let running: Running;
let manager: SignedIn;
let lead: SignedIn;

const DUE = Date.parse("2026-03-09T06:00:00Z");

beforeEach(async () => {
  desk = await openMailDesk("2026-03-02T07:00:00Z");
  app = desk.app();
  running = await run(desk.core, app, { port: 0, host: "127.0.0.1" }, () => {});
  manager = await enter({ role: "manager" });
  lead = await enter({ role: "lead", teams: ["A"] });
});
afterEach(async () => {
  await running.stop();
  await desk.box.close();
});

const enter = (...roles: Role[]): Promise<SignedIn> =>
  signIn(
    {
      url: `http://127.0.0.1:${running.port}`,
      settings: desk.core.store,
      now: () => desk.clock.now(),
    },
    roles,
  );

const read = async (who: SignedIn): Promise<ScheduleAnswer> =>
  scheduleAnswer.parse(await (await who.ask("GET", "/reports/schedule")).json());
const put = async (who: SignedIn, recipients: object[], version?: string) =>
  who.ask("PUT", "/reports/schedule", {
    version: version ?? (await read(who)).version,
    recipients,
  });

test("[EXP-9] a manager puts anybody on the list who may have the report; each sees when it comes next", async () => {
  const first = await read(manager);
  expect(first).toMatchObject({ zone: "Europe/Amsterdam", mail: true, recipients: [] });
  expect(first.candidates.map(({ user, scopes }) => [user, scopes])).toEqual([
    [manager.id, ["centre", "team:A", "team:B"]],
    [lead.id, ["team:A"]],
  ]);
  const wanted = [
    { user: manager.id, scope: "centre" },
    { user: lead.id, scope: "team:A", format: "pdf", language: "nl", day: 2, hour: 9, minute: 30 },
  ];
  const answer = await put(manager, wanted);
  expect(answer.status).toBe(200);
  const { recipients } = scheduleAnswer.parse(await answer.json());
  expect(recipients).toMatchObject([
    {
      format: "link",
      language: null,
      mayReceive: true,
      nextAt: "2026-03-09T06:00:00.000Z",
      last: null,
    },
    { format: "pdf", nextAt: "2026-03-03T08:30:00.000Z" },
  ]);
  expect((await read(lead)).recipients.map(({ user }) => user)).toEqual([lead.id]);
  expect((await read(lead)).candidates.map(({ user }) => user)).toEqual([lead.id]);
});

test("[SEC-7] refused: who may not have it, who is not there, twice the same, a person's report, others' entries", async () => {
  const refused = async (who: SignedIn, recipients: object[]) => {
    const answer = await put(who, recipients);
    return [answer.status, ((await answer.json()) as { path?: string }).path];
  };
  expect(await refused(manager, [{ user: lead.id, scope: "team:B" }])).toEqual([
    400,
    "recipients.0.scope",
  ]);
  expect(await refused(manager, [{ user: lead.id, scope: "centre" }])).toEqual([
    400,
    "recipients.0.scope",
  ]);
  expect(await refused(manager, [{ user: "u_none", scope: "centre" }])).toEqual([
    400,
    "recipients.0.scope",
  ]);
  expect(await refused(manager, [{ user: manager.id, scope: "team:none" }])).toEqual([
    400,
    "recipients.0.scope",
  ]);
  expect(await refused(manager, [{ user: manager.id, scope: "agent:A-0" }])).toEqual([
    400,
    "recipients.0.scope",
  ]);
  const twice = { user: manager.id, scope: "centre" };
  expect(await refused(manager, [twice, twice])).toEqual([400, "recipients.1.scope"]);
  expect((await refused(lead, [{ user: manager.id, scope: "team:A" }]))[0]).toBe(403);
  expect((await read(manager)).recipients).toEqual([]);
});

test("[EXP-9] a leader changes the own entries and nobody else's; of two at once one is told", async () => {
  await put(manager, [{ user: manager.id, scope: "centre" }]);
  const { version } = await read(lead);
  expect((await put(lead, [{ user: lead.id, scope: "team:A" }], version)).status).toBe(200);
  expect((await put(manager, [], version)).status).toBe(409);
  expect((await read(manager)).recipients.map(({ user }) => user)).toEqual([manager.id, lead.id]);
  expect((await put(lead, [])).status).toBe(200);
  expect((await read(manager)).recipients.map(({ user }) => user)).toEqual([manager.id]);
  const log = createAuditLog(desk.core.store, () => desk.clock.now());
  const { entries } = await log.page({ action: "schedule.changed", limit: 10 });
  expect(entries.map(({ actor }) => actor)).toEqual([lead.id, lead.id, manager.id]);
});

test("[EXP-9] a test goes to oneself at once, says so, and counts as nothing that was due", async () => {
  const nothing = await lead.ask("POST", "/reports/schedule/test", { scope: "team:A" });
  expect(nothing.status).toBe(409);
  desk.clock.set(Date.parse("2026-03-08T20:00:00Z"));
  await desk.work("2026-03-02T00:00:00Z", 5);
  desk.clock.set(DUE);
  lead = await enter({ role: "lead", teams: ["A"] });
  await put(lead, [{ user: lead.id, scope: "team:A" }]);
  await app.sealDue(DUE);
  expect((await lead.ask("POST", "/reports/schedule/test", { scope: "team:B" })).status).toBe(404);
  const body = { scope: "team:A", format: "xlsx", language: "fr" };
  const tested = await lead.ask("POST", "/reports/schedule/test", body);
  expect(await tested.json()).toEqual({ to: lead.email, week: "2026-W10", revision: 1 });
  await app.mailing.look();
  const mails = desk.box.letters.map(({ raw }) => readMail(raw));
  const subjects = mails.map(({ headers }) => headers.get("subject") ?? "").sort();
  expect(subjects).toEqual([
    "Test : Semaine 10 (2–8 mars 2026) · Alpha · Acme",
    "Week 10 (2–8 March 2026) · Alpha · Acme",
  ]);
  const [row] = (await read(lead)).recipients;
  expect(row?.last).toMatchObject({
    week: "2026-W10",
    revision: 1,
    state: "sent",
    tries: 1,
    trouble: null,
  });
  const log = createAuditLog(desk.core.store, () => desk.clock.now());
  const { entries } = await log.page({ action: "report.mailed", limit: 10 });
  expect(
    entries.map(({ actor, subject, detail }) => [actor, subject, detail.format]).sort(),
  ).toEqual(
    [
      ["schedule", lead.id, "link"],
      [lead.id, lead.id, "xlsx"],
    ].sort(),
  );
});

test("[EXP-9] whoever lost the right stays on the list as one who gets nothing, and the list can still be changed", async () => {
  await put(manager, [
    { user: lead.id, scope: "team:A" },
    { user: manager.id, scope: "centre" },
  ]);
  await changeUser(desk.core.store, lead.id, { isActive: false });
  const { recipients } = await read(manager);
  expect(recipients[0]).toMatchObject({ mayReceive: false, nextAt: null });
  const again = recipients.map(({ user, scope }) => ({ user, scope }));
  expect((await put(manager, again)).status).toBe(200);
  expect((await put(manager, again.slice(1))).status).toBe(200);
});
