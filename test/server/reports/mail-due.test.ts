/** The weekly reports' mail: at the right moment, once, and again where a mail server or a process failed (EXP-9). */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import { createMailSettings } from "../../../server/accounts/mail-settings.ts";
import { changeUser } from "../../../server/accounts/users.ts";
import { createMails } from "../../../server/mailing.ts";
import { sendThrough } from "../../../server/reports/mail.ts";
import { createMailing } from "../../../server/reports/mail-due.ts";
import {
  messageId,
  OUTBOX_PREFIX,
  outboxName,
  readOutgoing,
} from "../../../server/reports/outbox.ts";
import { weekPeriod } from "../../../server/reports/periods.ts";
import { revisionsOf } from "../../../server/reports/revisions.ts";
import { openLetterBox, refusal } from "../../support/letter-box.ts";
import { readMail } from "../../support/read-mail.ts";
import { type MailDesk, openMailDesk, ZONE } from "./mail-desk.ts";

let desk: MailDesk;
beforeEach(async () => {
  desk = await openMailDesk("2026-03-02T07:00:00Z");
});
afterEach(() => desk.close());

const MINUTE = 60_000;
const CENTRE = { label: "centre", filter: {} };
const MONDAY = "2026-03-02T00:00:00Z";
const DUE = Date.parse("2026-03-09T06:00:00Z"); // 07:00 in Amsterdam

const manager = () => desk.user("Mia Manager", { role: "manager" });
const ids = () => desk.box.letters.map(({ id }) => id);

async function workedWeek(): Promise<void> {
  desk.clock.set(Date.parse("2026-03-08T20:00:00Z"));
  await desk.work(MONDAY);
}

test("[EXP-9] Monday 07:00 of the wall clock: not a second earlier, then once, whatever restarts in between", async () => {
  const user = await manager();
  await desk.subscribe({ user });
  await workedWeek();
  await desk.turn(desk.app(), DUE - 1);
  expect(ids()).toEqual([]);
  const app = desk.app();
  await desk.turn(app, DUE);
  expect(desk.box.letters).toHaveLength(1);
  const mail = readMail(desk.box.letters[0]?.raw ?? Buffer.alloc(0));
  expect(mail.headers.get("subject")).toBe("Week 10 (2–8 March 2026) · All teams · Acme");
  expect(mail.headers.get("to")).toBe("Mia Manager <user-1@example.test>");
  expect(mail.text).toContain("Sealed as revision 1. Facts as of 09/03/2026 07:00");
  expect(mail.text).toContain("http://desk.example.test/reports?week=2026-W10&scope=centre");
  expect(mail.files).toEqual([]);
  for (const minutes of [1, 10, 60, 24 * 60, 6 * 24 * 60]) {
    await desk.turn(app, DUE + minutes * MINUTE);
    await desk.turn(desk.app(), DUE + minutes * MINUTE + 1); // another process
  }
  expect(desk.box.letters).toHaveLength(1);
  expect(desk.problems).toEqual([]);
});

test("[EXP-9] switched off on Monday, it is sent at the start; two weeks off, both are; nothing of an empty week", async () => {
  const user = await manager();
  await desk.subscribe({ user });
  await workedWeek();
  desk.clock.set(Date.parse("2026-03-15T20:00:00Z"));
  await desk.work("2026-03-09T00:00:00Z");
  const app = desk.app();
  await desk.turn(app, "2026-03-19T10:00:00Z");
  const subjects = desk.box.letters.map(({ raw }) => readMail(raw).headers.get("subject"));
  expect(subjects.map((subject) => subject?.slice(0, 7))).toEqual(["Week 10", "Week 11"]);
  await desk.turn(app, "2026-03-23T10:00:00Z"); // of W12 there is nothing
  expect(desk.box.letters).toHaveLength(2);
});

test("[EXP-9] a mail server that is down for an hour keeps nobody from the report", async () => {
  const users = [await manager(), await manager(), await manager()];
  await desk.subscribe(...users.map((user) => ({ user })));
  await workedWeek();
  await desk.box.close();
  const app = desk.app();
  for (let minute = 0; minute <= 60; minute += 1) await desk.turn(app, DUE + minute * MINUTE);
  const waiting = await desk.core.store.settings(OUTBOX_PREFIX);
  expect(waiting.map(({ value }) => readOutgoing(value).state)).toEqual(Array(3).fill("waiting"));
  expect(waiting.some(({ value }) => readOutgoing(value).trouble !== null)).toBe(true);
  const again = await openLetterBox({ port: desk.box.port });
  for (let minute = 61; minute <= 180; minute += 1) await desk.turn(app, DUE + minute * MINUTE);
  expect(again.letters.flatMap(({ to }) => to).sort()).toEqual([
    "user-1@example.test",
    "user-2@example.test",
    "user-3@example.test",
  ]);
  await again.close();
});

test("[EXP-9] one refused address keeps nobody else's, is tried for a day with back-off, then given up", async () => {
  const [bad, good] = [await manager(), await manager()];
  await desk.subscribe({ user: bad }, { user: good });
  await workedWeek();
  const tried: number[] = [];
  desk.box.onRecipient = (address) => {
    if (address !== "user-1@example.test") return null;
    tried.push((desk.clock.now() - DUE) / MINUTE);
    return refusal(450, "4.2.1 come again later");
  };
  const app = desk.app();
  for (let minute = 0; minute <= 26 * 60; minute += minute < 130 ? 1 : 10)
    await desk.turn(app, DUE + minute * MINUTE);
  expect(desk.box.letters.map(({ to }) => to)).toEqual([["user-2@example.test"]]);
  expect(tried.slice(0, 8)).toEqual([0, 1, 3, 8, 18, 38, 68, 128]);
  expect(tried.at(-1)).toBeLessThanOrEqual(25 * 60);
  expect(tried.at(-1)).toBeGreaterThanOrEqual(24 * 60);
  const [first] = await desk.core.store.settings(`${OUTBOX_PREFIX}2026-W10/centre/001/${bad}`);
  const record = readOutgoing(first?.value ?? "");
  expect(record).toMatchObject({
    state: "failed",
    body: null,
    trouble: expect.stringContaining("4.2.1"),
  });
});

test("[EXP-9] what may have arrived and was not noted comes again with the same id and the same bytes", async () => {
  const user = await manager();
  await desk.subscribe({ user, format: "xlsx" });
  await workedWeek();
  let isGone = false;
  const { store } = desk.core;
  const put = store.putSettings.bind(store);
  // The process ends between the server's answer and our note of it.
  store.putSettings = (changes, expected) =>
    isGone ? Promise.reject(new Error("ended")) : put(changes, expected);
  desk.box.onLetter = async () => {
    isGone = true;
    return null;
  };
  await desk.turn(desk.app(), DUE);
  expect(desk.problems.map(String)).toEqual(["Error: ended"]);
  store.putSettings = put;
  desk.box.onLetter = async () => null;
  await changeUser(store, user, { name: "Called otherwise", language: "fr" });
  await desk.turn(desk.app(), DUE + MINUTE);
  const [one, two, ...more] = desk.box.letters;
  expect(more).toEqual([]);
  const about = { week: "2026-W10", scope: "centre", revision: 1, user };
  const record = readOutgoing((await store.setting(outboxName(about))) ?? "");
  expect(record).toMatchObject({ state: "sent", tries: 2, body: null });
  const [{ digest } = { digest: "" }] = (await revisionsOf(store, "centre", "2026-W10")).map(
    ({ head }) => head,
  );
  expect(one?.id).toBe(messageId(about, digest, "reports@desk.example.test"));
  expect(two?.id).toBe(record.id);
  expect(two?.raw.equals(one?.raw ?? Buffer.alloc(0))).toBe(true);
  await desk.turn(desk.app(), DUE + 2 * MINUTE);
  expect(desk.box.letters).toHaveLength(2);
});

test("[SEC-14] whoever lost the right, or was deactivated, before it was sent gets nothing", async () => {
  const [left, demoted, lead] = [
    await manager(),
    await manager(),
    await desk.user("Lea", { role: "lead", teams: ["A"] }),
  ];
  await desk.subscribe({ user: left }, { user: demoted }, { user: lead, scope: "team:A" });
  await workedWeek();
  desk.box.onRecipient = () => refusal(450, "not now");
  const app = desk.app();
  await desk.turn(app, DUE);
  const { store } = desk.core;
  await changeUser(store, left, { isActive: false });
  await changeUser(store, demoted, { roles: [{ role: "lead", teams: ["A"] }] });
  desk.box.onRecipient = () => null;
  await desk.turn(app, DUE + 5 * MINUTE);
  await desk.turn(app, DUE + 10 * MINUTE);
  expect(desk.box.letters.map(({ to }) => to)).toEqual([["user-3@example.test"]]);
  const states = (await store.settings(OUTBOX_PREFIX)).map(({ value }) => readOutgoing(value));
  expect(states.map(({ state }) => state).sort()).toEqual(["cancelled", "cancelled", "sent"]);
  expect(states.map(({ body }) => body)).toEqual([null, null, null]);
});

test("[EXP-9] a later revision is told of once, with how many numbers are others; not to who came on the list since", async () => {
  const user = await manager();
  await desk.subscribe({ user });
  await workedWeek();
  const app = desk.app();
  await desk.turn(app, DUE);
  const newcomer = await manager();
  desk.clock.set(DUE + 3_600_000);
  await desk.subscribe({ user: newcomer });
  await desk.turn(app, DUE + 2 * 3_600_000);
  expect(desk.box.letters).toHaveLength(1);
  await desk.work("2026-03-03T00:00:00Z"); // comes late
  const asked = { scope: CENTRE, period: weekPeriod("2026-W10", ZONE) };
  desk.clock.set(DUE + 3 * 24 * 3_600_000);
  expect((await app.reports.seal(asked, user)).ok).toBe(true);
  for (const app of [desk.app(), desk.app()]) {
    await desk.turn(app, DUE + 3 * 24 * 3_600_000 + MINUTE);
  }
  const revised = desk.box.letters.slice(1).map(({ to, raw }) => ({ to, mail: readMail(raw) }));
  expect(revised.map(({ to }) => to)).toEqual([["user-1@example.test"], ["user-2@example.test"]]);
  expect(revised[0]?.mail.headers.get("subject")).toMatch(/^Revision 2: Week 10/);
  expect(revised[0]?.mail.text).toMatch(/\d+ numbers are others than in revision 1/);
  expect(new Set(ids()).size).toBe(3);
});

/** Where a line begins so and `drips`, it answers with lines without end; a RCPT that it takes is in `taken`. */
async function drippingServer(starts: string, drips: (line: string) => boolean) {
  const taken: string[] = [];
  const answer = (socket: Socket, line: string): string => {
    if (line.startsWith(starts) && drips(line)) {
      const dripping = setInterval(() => socket.write("250-x\r\n"), 20);
      socket.once("close", () => clearInterval(dripping));
      return "";
    }
    if (line.startsWith("RCPT")) taken.push(line);
    if (line === "DATA") return "354 go on\r\n";
    if (line === "QUIT") return "221 bye\r\n";
    return /^(EHLO|MAIL|RCPT|\.$)/.test(line) ? "250 fine\r\n" : "";
  };
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("220 drip ESMTP\r\n");
    socket.on("data", (data) => {
      for (const line of data.toString().split("\r\n")) socket.write(answer(socket, line));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const from = "reports@desk.example.test";
  const to = { host: "127.0.0.1", port, tls: "none", user: null, password: null, from } as const;
  return { taken, to, close: () => server.close() };
}

test.each(["EHLO", "MAIL", "RCPT", "DATA", "."])(
  "[F27] a mail server that drips line after line at %s is broken off when its time is over",
  async (starts) => {
    const server = await drippingServer(starts, () => true);
    const mail = { raw: Buffer.from("Subject: x\r\n\r\nx"), from: "a@b.test", to: "c@d.test" };
    const taken = await sendThrough(server.to, 300)(mail, new AbortController().signal);
    const text = "it did not take the mail within 0.3 seconds";
    expect(taken).toEqual({ ok: false, problem: { text, isServer: true } });
    server.close();
  },
);

test("[EXP-9] where a mail server drips at one recipient, the next one's mail goes out at the next try", async () => {
  const [bad, good] = [await manager(), await manager()];
  await desk.subscribe({ user: bad }, { user: good });
  await workedWeek();
  const server = await drippingServer("RCPT", (line) => line.includes("user-1@"));
  const { reports, sealDue } = desk.app();
  const { core } = desk;
  const { store } = core;
  const now = () => desk.clock.now();
  const audit = createAuditLog(store, now);
  const mail = createMailSettings(store, Buffer.alloc(32), null);
  const onProblem = (problem: unknown) => desk.problems.push(problem);
  const publicUrl = () => "http://desk.example.test";
  const { post } = createMails(core, { reports, audit, mail, publicUrl, onProblem });
  const mailing = createMailing({
    ...post,
    settings: store,
    now,
    server: async () => server.to,
    through: (to) => sendThrough(to, 300),
    told: async () => {},
    onProblem,
  });
  desk.clock.set(DUE);
  await sealDue(DUE);
  await mailing.look();
  const about = { week: "2026-W10", scope: "centre", revision: 1, user: bad };
  const first = readOutgoing((await store.setting(outboxName(about))) ?? "");
  expect(first).toMatchObject({ state: "waiting", tries: 1, nextAt: DUE + MINUTE });
  expect(first.trouble).toMatch(/did not take the mail within/);
  expect(server.taken).toEqual([]);
  desk.clock.set(DUE + MINUTE);
  await mailing.look();
  expect(server.taken).toEqual(["RCPT TO:<user-2@example.test>"]);
  await mailing.stop();
  server.close();
  expect(desk.problems).toEqual([]);
});

test("[F27] a mail server that takes a connection and says nothing is broken off at a stop, and the mail comes later", async () => {
  const user = await manager();
  await desk.subscribe({ user });
  await workedWeek();
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  const app = desk.app(port);
  const turning = desk.turn(app, DUE);
  await once(silent, "connection");
  await app.mailing.stop(); // in less than the ten seconds that a greeting may take
  await turning;
  const [record] = await desk.core.store.settings(OUTBOX_PREFIX);
  expect(readOutgoing(record?.value ?? "")).toMatchObject({ state: "waiting", isBegun: true });
  for (const socket of sockets) socket.destroy();
  silent.close();
  await desk.turn(desk.app(), DUE + 1);
  expect(desk.box.letters).toHaveLength(1);
});
