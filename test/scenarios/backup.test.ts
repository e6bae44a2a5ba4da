/** F24: backups made beside a server under load, and what is restored from them. */
import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { type Core, openCore } from "../../server/core.ts";
import { historyFrom } from "../../server/demo/calendar.ts";
import { simulate } from "../../server/demo/centre.ts";
import { demoOrganisation, FEEDS, SOURCES } from "../../server/demo/organisation.ts";
import { questionOf } from "../../server/figures/ask.ts";
import { figures } from "../../server/figures/figure.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { logDigest } from "../../server/store/sqlite/digest.ts";
import { openLogBeside } from "../../server/store/sqlite/log-beside.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { random } from "../server/store/busy-events.ts";
import { workplace } from "../support/process.ts";
import { type Asking, everyQuestion } from "./kill-figures.ts";
import { type Sender, senderOf } from "./kill-senders.ts";

const ROUNDS = Number(process.env.BACKUPS ?? 5);
const SEED = Number(process.env.SEED ?? 20_261_122);
const place = workplace();
afterAll(() => place.remove());

const now = Date.now();
const from = historyFrom(now);

function history(): CloudEvent[] {
  const events: CloudEvent[] = [];
  for (const { event, arrivesAt } of simulate({ seed: `f24 ${SEED}`, from, isNoisy: false })) {
    if (arrivesAt > now - DAY_MS) return events;
    events.push(event);
  }
  return events;
}

interface Made {
  readonly file: string;
  readonly position: number;
  readonly digest: string;
}

async function backUpOnce(round: number): Promise<Made> {
  const file = `${place.folder}/backup-${round}.db`;
  const { out, err, code } = await place.run("admin", "backup", file);
  expect({ err, code }).toEqual({ err: "", code: 0 });
  expect(out).toMatch(/desk\.db\.key is not in it/);
  const position = Number(/log position (\d+)/.exec(out)?.[1]);
  return { file, position, digest: /sha256:([0-9a-f]{64})/.exec(out)?.[1] ?? "" };
}

/** What the server's own log says of a position, beside it. */
function digestAt(position: number): string {
  const connection = new DatabaseSync(place.store, { readOnly: true });
  try {
    return logDigest(connection, place.store, position).digest;
  } finally {
    connection.close();
  }
}

/** The server's log up to a position, folded in memory. */
async function coreAt(position: number): Promise<Core> {
  const store = new MemoryStore();
  const log = openLogBeside(place.store);
  for await (const { events, receivedAt, last } of log.read(0)) {
    if (last <= position) await store.append(events, receivedAt);
  }
  log.close();
  return openCore({ store, clock: manualClock(now) });
}

async function answer({ tail }: Core, asking: Asking): Promise<unknown> {
  const question = questionOf(asking, tail.document().organisation.zone, now);
  if (!question.ok) throw new Error(question.problem);
  return figures(tail, question.value); // with the log position
}

test(`[F24][REL-12] ${ROUNDS} backups under load: the digest is that of the position, and so are the figures after a restore`, async () => {
  const events = history();
  writeFileSync(`${place.folder}/org.json`, JSON.stringify(demoOrganisation));
  expect(await place.run("admin", "org", `${place.folder}/org.json`)).toMatchObject({ code: 0 });
  const senders: Sender[] = [];
  for (const feed of FEEDS) {
    const own = events.filter((event) => event.source === SOURCES[feed]);
    senders.push(senderOf(await place.key(SOURCES[feed]), own, SEED));
  }
  const server = await place.start();
  const sending = Promise.all(senders.map((sender) => sender.sendTo(server.url)));
  const next = random(SEED);
  const made: Made[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await sleep(next() * 300);
    made.push(await backUpOnce(round));
  }
  await sending;
  expect(senders.flatMap((sender) => sender.refusals)).toEqual([]);
  const end = openLogBeside(place.store).end;
  expect(made.filter(({ position }) => position > 1 && position < end).length).toBeGreaterThan(0);
  for (const { position, digest } of made) expect(digestAt(position)).toBe(digest);
  writeFileSync(`${place.store}.erasures`, "kept");
  await server.stop();

  const expected = new Map<Made, Core>();
  for (const one of made) expected.set(one, await coreAt(one.position));
  for (const [one, undisturbed] of expected) {
    expect(await place.run("admin", "restore", one.file)).toMatchObject({ code: 0, err: "" });
    const store = await openSqliteStore(place.store);
    await store.check();
    const restored = await openCore({ store, clock: manualClock(now) });
    for (const asking of everyQuestion(from, from + 27 * DAY_MS)) {
      const figures = await answer(restored, asking);
      expect(figures, `${one.file}, seed ${SEED}`).toEqual(await answer(undisturbed, asking));
    }
    await store.close();
    expect(readFileSync(`${place.store}.erasures`, "utf8")).toBe("kept");
  }
  process.stdout.write(
    `[F24] ${made.length} backups at ${made.map(({ position }) => position).join(", ")} of ${end}\n`,
  );
}, 900_000);
