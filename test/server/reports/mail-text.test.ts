/** What a mail about a report says and carries: of the sealed revision, in the recipient's language, nobody named (EXP-9, EXP-10). */
import { afterEach, expect, test } from "vitest";
import { momentAt, nextMoment } from "../../../server/reports/schedule.ts";
import { readMail } from "../../support/read-mail.ts";
import { event } from "../fold/desk.ts";
import { type MailDesk, openMailDesk, ZONE } from "./mail-desk.ts";

let desk: MailDesk | undefined;
afterEach(() => desk?.close());

const MONDAY = "2026-03-02T00:00:00Z";
const DUE = "2026-03-09T06:00:00Z";
const iso = (at: number): string => new Date(at).toISOString();

async function worked(
  agents = 1,
  more: Parameters<typeof openMailDesk>[1] = {},
): Promise<MailDesk> {
  desk = await openMailDesk("2026-03-02T07:00:00Z", more);
  desk.clock.set(Date.parse("2026-03-08T20:00:00Z"));
  await desk.work(MONDAY, agents);
  return desk;
}

test("[EXP-9] a moment is of the wall clock: a skipped one is the change itself, a double one its first, each once", () => {
  const at = (week: string, day: number, hour: number, minute = 0) =>
    iso(momentAt(week, ZONE, { day, hour, minute }));
  expect(at("2026-W10", 1, 7)).toBe("2026-03-09T06:00:00.000Z");
  // Sunday 29 March: 02:00–03:00 does not exist. The report of W12 is due in W13.
  expect(at("2026-W12", 7, 2, 30)).toBe("2026-03-29T01:00:00.000Z");
  expect(at("2026-W12", 7, 3)).toBe("2026-03-29T01:00:00.000Z");
  expect(at("2026-W13", 1, 7)).toBe("2026-03-30T05:00:00.000Z");
  // Sunday 25 October: 02:30 comes at 00:30 and at 01:30 UTC.
  expect(at("2026-W42", 7, 2, 30)).toBe("2026-10-25T00:30:00.000Z");
  expect(at("2026-W43", 1, 7)).toBe("2026-10-26T06:00:00.000Z");
  expect(at("2026-W53", 1, 7)).toBe("2027-01-04T06:00:00.000Z");
  const monday = { day: 1, hour: 7, minute: 0 };
  const before = Date.parse("2026-03-30T04:59:59.999Z");
  expect(iso(nextMoment(before, ZONE, monday))).toBe("2026-03-30T05:00:00.000Z");
  expect(iso(nextMoment(before + 1, ZONE, monday))).toBe("2026-04-06T05:00:00.000Z");
  // Half past five is before its week is sealed: it goes out at seven.
  const early = { day: 1, hour: 5, minute: 30 };
  expect(iso(nextMoment(before, ZONE, early))).toBe("2026-03-30T05:00:00.000Z");
});

test.each([
  ["spring, at a time that is skipped", "2026-03-16T00:00:00Z", "2026-03-29T01:00:00Z"],
  ["autumn, at a time that comes twice", "2026-10-12T00:00:00Z", "2026-10-25T00:30:00Z"],
])("[EXP-9] %s it comes once, at the right moment", async (_when, monday, due) => {
  const own = await openMailDesk(iso(Date.parse(monday) - 3_600_000));
  desk = own;
  const user = await own.user("Mia", { role: "manager" });
  await own.subscribe({ user, day: 7, hour: 2, minute: 30 });
  own.clock.set(Date.parse(monday) + 6 * 86_400_000);
  await own.work(monday);
  const from = Date.parse(due) - 3 * 3_600_000;
  const came: string[] = [];
  for (let minute = 0; minute <= 6 * 60; minute += 15) {
    const before = own.box.letters.length;
    await own.turn(own.app(), from + minute * 60_000); // each look by another process
    if (own.box.letters.length > before) came.push(iso(own.clock.now()));
  }
  expect(came).toEqual([iso(Date.parse(due))]);
});

test("[EXP-10] each in the own language, else the one on the list; file names in ASCII", async () => {
  const { user, subscribe, app, turn, ...own } = await worked();
  const role = { role: "manager" } as const;
  await subscribe(
    { user: await user("Nel", role, "nl"), format: "xlsx" },
    { user: await user("Fée", role, "fr"), format: "csv" },
    { user: await user("Bea", role, "nl"), language: "en", format: "pdf" },
  );
  await turn(app(), DUE);
  const mails = own.box.letters.map(({ raw }) => readMail(raw));
  expect(mails.map(({ headers }) => headers.get("subject"))).toEqual([
    "Week 10 (2–8 maart 2026) · Alle teams · Acme",
    "Semaine 10 (2–8 mars 2026) · Toutes les équipes · Acme",
    "Week 10 (2–8 March 2026) · All teams · Acme",
  ]);
  expect(mails.flatMap(({ files }) => files.map(({ file }) => file))).toEqual([
    "kpi-week_2026-W10_centre.xlsx",
    "kpi-week_2026-W10_centre.csv",
    "kpi-week_2026-W10_centre.pdf",
  ]);
  expect(mails[2]?.files[0]?.body.subarray(0, 5).toString()).toBe("%PDF-");
  for (const [index, lang] of ["nl", "fr", "en"].entries())
    expect(mails[index]?.html).toContain(`<html lang="${lang}">`);
});

test("[PRIV-15] a link by default; a file shows nothing of fewer than k people, also to their leader", async () => {
  const { user, subscribe, app, turn, ...own } = await worked(1);
  const lead = await user("Lea", { role: "lead", teams: ["A"] });
  await subscribe({ user: lead, scope: "team:A", format: "csv" });
  const other = await user("Max", { role: "manager" });
  await subscribe({ user: other, scope: "team:B" });
  const running = app();
  await turn(running, DUE);
  const [withFile, plain] = own.box.letters.map(({ raw }) => readMail(raw));
  const csv = withFile?.files[0]?.body.toString("utf8") ?? "";
  expect(csv).toContain("Alpha");
  expect(csv).not.toMatch(/[";,]60[";,]/); // the 60 seconds of its only agent
  expect(withFile?.text).toContain("fewer than 5 people");
  expect(plain?.files).toEqual([]);
  expect(plain?.text).not.toMatch(/\b60\b/);
});

test("[PRIV-15] five people's file has their figure", async () => {
  const { user, subscribe, app, turn, ...own } = await worked(5);
  const lead = await user("Lea", { role: "lead", teams: ["A"] });
  await subscribe({ user: lead, scope: "team:A", format: "csv" });
  await turn(app(), DUE);
  const [mail] = own.box.letters.map(({ raw }) => readMail(raw));
  expect(mail?.files[0]?.body.toString("utf8")).toMatch(/[";,]62[";,]/);
});

test("[EXP-9] what is missing stands on top: gaps of the week, and what has been silent since before its end", async () => {
  const { user, subscribe, app, turn, send, ...own } = await worked();
  await send(
    event(
      "source.gap",
      "2026-03-07T12:00:00Z",
      {
        from: "2026-03-05T10:00:00Z",
        to: "2026-03-05T11:30:00Z",
        cause: "disconnect",
      },
      { subject: "source" },
    ),
  );
  await own.core.tail.idle();
  await subscribe({ user: await user("Mia", { role: "manager" }) });
  await turn(app(), DUE);
  const [mail] = own.box.letters.map(({ raw }) => readMail(raw));
  const lines = mail?.text.split("\r\n") ?? [];
  expect(lines[0]).toBe("The data of this report are incomplete:");
  expect(mail?.text).toContain("data missing from 05/03/2026 11:00 to 05/03/2026 12:30");
  expect(mail?.text).toContain("/t/desk/main: nothing received since 08/03/2026 21:00");
  expect(mail?.html.indexOf("incomplete")).toBeLessThan(mail?.html.indexOf("Sealed") ?? 0);
});

test("[S19] it states the facts of the sealed revision, whatever has come since", async () => {
  const { user, subscribe, app, turn, work, ...own } = await worked();
  const running = app();
  await running.sealDue(own.clock.now());
  own.clock.set(Date.parse(DUE));
  await subscribe({ user: await user("Mia", { role: "manager" }), hour: 9, format: "csv" });
  await running.sealDue(own.clock.now());
  await work("2026-03-03T00:00:00Z"); // late
  await turn(running, "2026-03-09T08:00:00Z");
  const [mail] = own.box.letters.map(({ raw }) => readMail(raw));
  expect(mail?.text).toContain("Facts as of 09/03/2026 07:00");
  expect(mail?.files[0]?.body.toString("utf8")).toContain("2026-03-09 07:00:00");
  expect(mail?.headers.get("date")).toBe("Mon, 09 Mar 2026 08:00:00 +0000");
});
