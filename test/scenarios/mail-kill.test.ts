/** The whole server, killed twenty times while it mails weekly reports: nobody is left out, nobody gets two different ones. */
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { createMailSettings } from "../../server/accounts/mail-settings.ts";
import { addUser } from "../../server/accounts/users.ts";
import { createApp } from "../../server/app.ts";
import { openDesk } from "../../server/commands/open.ts";
import { submitAll } from "../../server/commands/submit.ts";
import { setOrganisation } from "../../server/core.ts";
import { OUTBOX_PREFIX, readOutgoing } from "../../server/reports/outbox.ts";
import { weekPeriod } from "../../server/reports/periods.ts";
import { putSchedule, readSchedule, weeksOver } from "../../server/reports/schedule.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import { openSettings } from "../../server/store/sqlite/settings.ts";
import { languages } from "../../shared/text/words.ts";
import { HOUR_MS } from "../../shared/time/interval.ts";
import { MAIL_FORMATS, recipient } from "../../shared/wire/report-schedule.ts";
import { several } from "../server/explain/why-desk.ts";
import { random } from "../server/store/busy-events.ts";
import { type Letter, openLetterBox } from "../support/letter-box.ts";
import { workplace } from "../support/process.ts";

const KILLS = Number(process.env.KILLS ?? (process.env.CI ? 20 : 6));
const SEED = Number(process.env.SEED ?? 20_261_123);
const ZONE = "Europe/Amsterdam";
const RECIPIENTS = 50;
/** At most so many mails between two kills. */
const MAILS_MAX = 5;

const disk = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const place = workplace(disk);
afterAll(() => place.remove());

/** Two weeks that are over, sealed; a list of recipients; a mail server: what a server finds on Monday. */
async function prepare(port: number): Promise<string[]> {
  const { core } = await openDesk(place.store);
  await setOrganisation(core, { organisation: { name: "Acme", zone: ZONE }, teams: [{ id: "A" }] });
  const mail = createMailSettings(core.store, Buffer.alloc(32), null);
  await mail.put({ host: "127.0.0.1", port, tls: "none", user: null, from: "desk@example.test" });
  const emails: string[] = [];
  const wishes = [];
  for (let one = 0; one < RECIPIENTS; one += 1) {
    const email = `user-${one}@example.test`;
    const language = languages[one % languages.length] ?? "en";
    const roles = [{ role: "manager" }] as const;
    const made = { email, name: `User ${one}`, language, roles, password: null };
    const added = await addUser(core.store, made, core.clock.now());
    if (!added.ok) throw new Error(added.problem);
    const format = MAIL_FORMATS[one % MAIL_FORMATS.length];
    wishes.push(recipient.parse({ user: added.value.id, scope: "centre", format }));
    emails.push(email);
  }
  const { version } = await readSchedule(core.store);
  expect(await putSchedule(core.store, wishes, version, core.clock.now())).toBe(true);
  for (const week of weeksOver(core.clock.now(), ZONE, 2)) {
    const at = weekPeriod(week, ZONE).from + 9 * HOUR_MS;
    const told = several(5, { id: week, at, seconds: 60, teamId: "A" });
    await submitAll(core, told, { accepted: 0, duplicates: 0, rejected: [] });
  }
  await core.tail.idle();
  await createApp(core, { demo: false, onProblem: () => {} }).sealDue(core.clock.now());
  await core.tail.checkpoint();
  await core.store.close();
  return emails;
}

async function noted() {
  const settings = await openSettings(place.store);
  const records = await settings.settings(OUTBOX_PREFIX);
  await settings.close();
  return records.map(({ value }) => readOutgoing(value));
}

test(`[EXP-9] ${KILLS} times kill -9 while mails are sent: everybody gets the report, nobody two different ones`, async () => {
  const next = random(SEED);
  const box = await openLetterBox();
  const emails = await prepare(box.port);
  /** All that came whole, also what was never answered. */
  const came: Letter[] = [];
  let strike: (inLife: number) => Promise<void> = async () => {};
  let inLife = 0;
  box.onLetter = async (letter) => {
    came.push(letter);
    inLife += 1;
    await sleep(next() * 8);
    await strike(inLife);
    return null;
  };
  for (let kill = 1; kill <= KILLS; kill += 1) {
    inLife = 0;
    const server = await place.start();
    const target = Math.ceil(next() * MAILS_MAX);
    const isAnswered = next() < 0.5;
    const afterMs = next() * 6;
    await new Promise<void>((resolve) => {
      // Between the last byte and the answer, which then never comes; or soon after the answer.
      strike = async (number) => {
        if (number < target) return;
        setTimeout(resolve, afterMs);
        if (!isAnswered) await sleep(1_000);
      };
      // Now and then while they are still being recorded.
      if (kill % 7 === 1) setTimeout(resolve, next() * 300);
    });
    strike = async () => {};
    await server.kill();
    expect(server.said(), `kill ${kill}, seed ${SEED}`).not.toMatch(/Error/);
  }
  const server = await place.start();
  while ((await noted()).some(({ state }) => state !== "sent")) await sleep(100);
  await server.stop();
  await box.close();

  const records = await noted();
  const weeks = records.length / emails.length;
  expect([1, 2]).toContain(weeks); // one before seven on a Monday
  const byId = Map.groupBy(came, ({ id }) => id);
  expect(new Set(byId.keys())).toEqual(new Set(records.map(({ id }) => id)));
  for (const [id, letters] of byId) {
    const [first] = letters;
    for (const { raw } of letters) expect(first?.raw.equals(raw), `${id}, seed ${SEED}`).toBe(true);
  }
  const perPerson = Map.groupBy(byId.values(), ([first]) => first?.to[0] ?? "");
  expect([...perPerson.keys()].sort()).toEqual([...emails].sort());
  for (const mails of perPerson.values()) expect(mails).toHaveLength(weeks);
  process.stdout.write(
    `[EXP-9] ${KILLS} kills, seed ${SEED}: ${records.length} mails, ${came.length - byId.size} came twice\n`,
  );
  const store = await openSqliteStore(place.store, { writer: "here" });
  await store.check();
  await store.close();
}, 600_000);
