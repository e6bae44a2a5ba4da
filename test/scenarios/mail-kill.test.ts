/** The whole server, killed twenty times while it mails weekly reports: nobody is left out, nobody gets two different ones. */
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { OUTBOX_PREFIX, readOutgoing } from "../../server/reports/outbox.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import { openSettings } from "../../server/store/sqlite/settings.ts";
import { random } from "../server/store/busy-events.ts";
import { type Letter, openLetterBox } from "../support/letter-box.ts";
import { workplace } from "../support/process.ts";
import { mailReady } from "./mail-ready.ts";

const KILLS = Number(process.env.MAIL_KILLS ?? (process.env.CI ? 20 : 6));
const SEED = Number(process.env.SEED ?? 20_261_123);
const RECIPIENTS = 50;
/** At most so many mails between two kills. */
const MAILS_MAX = 5;

const disk = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const place = workplace(disk);
afterAll(() => place.remove());

async function noted() {
  const settings = await openSettings(place.store);
  const records = await settings.settings(OUTBOX_PREFIX);
  await settings.close();
  return records.map(({ value }) => readOutgoing(value));
}

test(`[EXP-9] ${KILLS} times kill -9 while mails are sent: everybody gets the report, nobody two different ones`, async () => {
  const next = random(SEED);
  const box = await openLetterBox();
  const server = { host: "127.0.0.1", port: box.port, tls: "none" } as const;
  const emails = await mailReady(place.store, server, RECIPIENTS);
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
  const last = await place.start();
  while ((await noted()).some(({ state }) => state !== "sent")) await sleep(100);
  await last.stop();
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
