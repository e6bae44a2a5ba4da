/** F1: the whole server, killed at random moments under load, on one store all along. */
import { existsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import type { Role } from "../../server/accounts/roles.ts";
import { historyFrom } from "../../server/demo/calendar.ts";
import { simulate } from "../../server/demo/centre.ts";
import { demoOrganisation, FEEDS, SOURCES, TEAMS } from "../../server/demo/organisation.ts";
import { type Sees, totalsOnly } from "../../server/figures/sees.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import type { CloudEvent } from "../../shared/events/event.ts";
import { GROUP_DEFAULT } from "../../shared/org/policy-terms.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { random } from "../server/store/busy-events.ts";
import { workplace } from "../support/process.ts";
import { type SignedIn, signInBeside } from "../support/sign-in.ts";
import { type Asking, askingOf, askServer, coreOf, everyQuestion } from "./kill-figures.ts";
import { nameOf, type Sender, senderOf } from "./kill-senders.ts";

const KILLS = Number(process.env.KILLS ?? (process.env.CI ? 50 : 15));
const SEED = Number(process.env.SEED ?? 20_261_123);
/** Every source has this many connections at once. */
const CONNECTIONS = 2;
/** How long the server may live under load before it is killed: mostly short, now and then longer. */
const LIFE_MS_MAX = 2_500;
const lifeMs = (chance: number): number => chance ** 6 * LIFE_MS_MAX;

/** kill -9 stops a process, not the machine: what fsync adds this test cannot see. */
const disk = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const place = workplace(disk);
afterAll(() => place.remove());

const now = Date.now();
const from = historyFrom(now);

/** Four weeks of a contact centre, all of it in the past, each event once. */
function history(): CloudEvent[] {
  const events: CloudEvent[] = [];
  for (const { event, arrivesAt } of simulate({ seed: `kill ${SEED}`, from, isNoisy: false })) {
    if (arrivesAt > now - DAY_MS) return events;
    events.push(event);
  }
  return events;
}

async function loggedNames(): Promise<{ names: Set<string>; position: number }> {
  const names = new Set<string>();
  const store = await openSqliteStore(place.store, { writer: "here" });
  for await (const { events } of store.read(0)) {
    for (const event of events) if (event.source !== "") names.add(nameOf(event));
  }
  const position = await store.appended();
  await store.check();
  await store.close();
  return { names, position };
}

test(`[F1][REL-5][REL-7] ${KILLS} times kill -9 under load: nothing acknowledged is lost, nothing counts twice`, async () => {
  const events = history();
  const org = `${place.folder}/org.json`;
  writeFileSync(org, JSON.stringify(demoOrganisation));
  expect(await place.run("admin", "org", org)).toMatchObject({ code: 0 });
  const senders: Sender[] = [];
  for (const feed of FEEDS) {
    const key = await place.key(SOURCES[feed]);
    const own = events.filter((event) => event.source === SOURCES[feed]);
    for (let one = 0; one < CONNECTIONS; one += 1) {
      const share = own.filter((_event, index) => index % CONNECTIONS === one);
      senders.push(senderOf(key, share, SEED + senders.length));
    }
  }

  const sum = (of: (sender: Sender) => number) => senders.reduce((all, one) => all + of(one), 0);
  const next = random(SEED);
  let again = 0;
  let underLoad = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const server = await place.start();
    const sending = senders.map((sender) => sender.sendTo(server.url));
    await sleep(lifeMs(next()));
    await server.kill();
    await Promise.all(sending);
    if (sum((one) => one.again) > again) underLoad += 1;
    again = sum((one) => one.again);
    expect(server.said(), `kill ${kill}, seed ${SEED}`).not.toMatch(/Error|checkpoint/);
  }
  expect(underLoad, "most kills cut something off").toBeGreaterThan(KILLS / 2);
  expect(senders.flatMap((sender) => sender.refusals)).toEqual([]);

  const { names, position } = await loggedNames();
  const lost = senders.flatMap((one) => [...one.acknowledged].filter((name) => !names.has(name)));
  expect(lost, `seed ${SEED}`).toEqual([]);

  const logged = events.filter((event) => names.has(nameOf(event)));
  expect(logged.length).toBe(names.size);
  const undisturbed = await coreOf(logged.toReversed(), demoOrganisation);
  const server = await place.start();
  const questions = everyQuestion(from, from + 27 * DAY_MS);
  const asked = askingOf(undisturbed);
  const teamNow = (agent: string) => undisturbed.tail.directory().primaryTeam(agent, Date.now());
  let equal = 0;
  const compare = async (who: SignedIn, question: Asking, sees?: Sees) => {
    const [there, here] = await Promise.all([askServer(who, question), asked(question, sees)]);
    expect(there, `${JSON.stringify(question)}, seed ${SEED}`).toEqual(here);
    equal += 1;
  };
  const enter = (role: Role) => signInBeside(server.url, place.store, [role]);
  const manager = await enter({ role: "manager" });
  for (const question of questions.filter(({ by }) => by !== "agent")) {
    await compare(manager, question, totalsOnly(GROUP_DEFAULT));
  }
  for (const team of Object.keys(TEAMS)) {
    const lead = await enter({ role: "lead", teams: [team] });
    const sees = { persons: (agent: string) => teamNow(agent) === team, group: null };
    for (const question of questions) {
      await compare(lead, { ...question, scope: `team:${team}` }, sees);
    }
  }
  await server.stop();

  process.stdout.write(
    `[F1] ${KILLS} kills, seed ${SEED}: ${sum((one) => one.acknowledged.size)} events acknowledged ` +
      `in ${sum((one) => one.batches)} batches, ${sum((one) => one.again)} batches cut off, ` +
      `${names.size} events in the log, position ${position}, ${equal} questions equal\n`,
  );
}, 900_000);
