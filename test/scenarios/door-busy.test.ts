/** REL-11: what cannot be written is a 503 with Retry-After, and nothing of it is stored. */
import { afterEach, expect, test } from "vitest";
import { createKey } from "../../server/accounts/api-keys.ts";
import { QUEUED_EVENTS_MAX } from "../../server/ingest/group-commit.ts";
import { SENDER_EVENTS_MAX } from "../../server/ingest/shares.ts";
import { MemoryStore } from "../../server/store/memory/memory-store.ts";
import { type Store, StoreFull } from "../../server/store/store.ts";
import { problem } from "../../shared/wire/http.ts";
import {
  type Answer,
  BATCH,
  type Desk,
  event,
  OTHER_SOURCE,
  openDesk,
  SOURCE,
} from "./door-desk.ts";

let desk: Desk | null = null;
afterEach(async () => {
  await desk?.stop();
  desk = null;
});

/** A store whose appends wait, or fail, as told. */
class Moody extends MemoryStore {
  mood: "well" | "full" | "broken" = "well";
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => {};

  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open();
  }

  override async append(...args: Parameters<Store["append"]>) {
    await this.#gate;
    if (this.mood === "full") throw new StoreFull("the disk is full");
    if (this.mood === "broken") throw new Error("broken");
    return super.append(...args);
  }
}

const open = async (): Promise<[Desk, Moody]> => {
  const store = new Moody();
  desk = await openDesk(store);
  return [desk, store];
};
const batchOf = (name: string, count = 1_000, source = SOURCE) =>
  Array.from({ length: count }, (_, at) => event(`${name}-${at}`, { source }));
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const ids = async (store: Store): Promise<string[]> => {
  const all: string[] = [];
  for await (const { events } of store.read(0)) all.push(...events.map(({ id }) => id));
  return all;
};
const expectBusy = (answer: Answer, why: RegExp) => {
  expect(answer.status).toBe(503);
  expect(Number(answer.headers["retry-after"])).toBeGreaterThanOrEqual(1);
  expect(problem.parse(answer.body).detail).toMatch(/nothing was taken.*send it again/);
  expect(problem.parse(answer.body).detail).toMatch(why);
};

test("[REL-11] a full queue is a 503 with Retry-After; what it refused is not stored, what it took is", async () => {
  const [{ post, core, key, otherKey }, store] = await open();
  const third = "/acme/pbx/third";
  const thirdKey = await createKey(core.store, third, 1);
  store.hold();
  const batches = QUEUED_EVENTS_MAX / 1_000;
  const senders = [
    { source: SOURCE, key, batches: batches / 2 },
    { source: OTHER_SOURCE, key: otherKey, batches: batches / 2 },
    { source: third, key: thirdKey, batches: 5 },
  ];
  const sent = senders.flatMap((sender) => Array<typeof sender>(sender.batches).fill(sender));
  const waiting = sent.map((sender, at) =>
    post(batchOf(`b${at}`, 1_000, sender.source), bearer(sender.key)),
  );
  let refused = 0;
  await new Promise<void>((resolve) => {
    for (const one of waiting) {
      void one.then(() => {
        refused += 1;
        if (refused === 5) resolve();
      });
    }
  });
  store.release();
  const answers = await Promise.all(waiting);
  const taken = answers.flatMap(({ status }, at) => (status === 200 ? [at] : []));
  expect(taken).toHaveLength(batches);
  for (const answer of answers) if (answer.status !== 200) expectBusy(answer, /too much at once/);
  const stored = new Set((await ids(core.store)).map((id) => id.split("-")[0]));
  expect(stored).toEqual(new Set(taken.map((at) => `b${at}`)));
  expect((await post(batchOf("later"))).status).toBe(200);
});

test("[SEC-8] a mad sender is told 429 when its events fill half the queue, and the others are taken", async () => {
  const [{ post, core, otherKey }, store] = await open();
  store.hold();
  const own = SENDER_EVENTS_MAX / 1_000;
  const mad = Array.from({ length: own + 15 }, (_, at) => post(batchOf(`mad${at}`)));
  let refused = 0;
  await new Promise<void>((resolve) => {
    for (const one of mad) {
      void one.then(() => {
        refused += 1;
        if (refused === 15) resolve();
      });
    }
  });
  const others = Array.from({ length: 20 }, (_, at) =>
    post(batchOf(`calm${at}`, 1_000, OTHER_SOURCE), bearer(otherKey)),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  store.release();
  expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(20).fill(200));
  const answers = await Promise.all(mad);
  const turned = answers.filter(({ status }) => status !== 200);
  expect(turned).toHaveLength(15);
  for (const { status, headers, body } of turned) {
    expect([status, headers["retry-after"]]).toEqual([429, "1"]);
    expect(problem.parse(body).detail).toMatch(/this (source|sender)/);
  }
  expect((await ids(core.store)).length).toBe(SENDER_EVENTS_MAX + 20_000);
  expect((await post(batchOf("later"))).status).toBe(200);
});

test("[REL-11][F5] a full disk is a 503 with Retry-After, no 2xx, and goes on by itself when there is room", async () => {
  const [{ post, core, problems }, store] = await open();
  await post(batchOf("before", 3));
  store.mood = "full";
  expectBusy(await post(batchOf("during", 3)), /disk is full/);
  expectBusy(await post(event("during-one")), /disk is full/);
  store.mood = "well";
  const again = await post(batchOf("during", 3));
  expect(again.body).toMatchObject({ accepted: 3, duplicates: 0 });
  expect(await ids(core.store)).toEqual([
    ...batchOf("before", 3).map(({ id }) => id),
    ...batchOf("during", 3).map(({ id }) => id),
  ]);
  expect(problems).toEqual([]);
});

test("[REL-11] a store that fails otherwise is a 500 without its reason, and no false 2xx", async () => {
  const [{ post, core, problems }, store] = await open();
  store.mood = "broken";
  const answer = await post(batchOf("x", 2));
  expect(answer.status).toBe(500);
  expect(problem.parse(answer.body).detail).toMatch(/on our side/);
  expect(answer.text).not.toContain("broken");
  expect(problems).toEqual([expect.stringContaining("broken")]);
  expect(await ids(core.store)).toEqual([]);
  store.mood = "well";
  expect((await post(batchOf("x", 2))).body).toMatchObject({ accepted: 2, duplicates: 0 });
});

test("[REL-6] what was refused while busy is not remembered as having been there", async () => {
  const [{ post }, store] = await open();
  store.mood = "full";
  await post(batchOf("r", 2));
  store.mood = "well";
  expect((await post(batchOf("r", 2))).body).toMatchObject({ accepted: 2, duplicates: 0 });
  expect((await post(batchOf("r", 2))).body).toMatchObject({ accepted: 0, duplicates: 2 });
});

test("[SEC-8] the first requests after a start all know the key, however slowly it is read", async () => {
  const [{ core, key, knock }] = await open();
  const setting = core.store.setting.bind(core.store);
  core.store.setting = async (name) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return setting(name);
  };
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, at) =>
      knock({
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": BATCH },
        body: JSON.stringify([event(`first-${at}`, { source: SOURCE })]),
      }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});
