/** Group commit: what arrives while one commit runs shares the next. */
import { expect, test } from "vitest";
import type { LogEvent, LogGroup } from "../../../server/fold/log-event.ts";
import {
  GROUP_EVENTS_MAX,
  GroupCommit,
  QUEUED_EVENTS_MAX,
} from "../../../server/ingest/group-commit.ts";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import { eventsFrom } from "../../contract/store-event.ts";

/** Appends wait until the test lets each of them go, or fail. */
class Stepped extends MemoryStore {
  readonly groups: (readonly LogEvent[])[] = [];
  #steps: ((problem: Error | null) => void)[] = [];

  override async append(events: readonly LogEvent[], at: number): Promise<LogGroup> {
    this.groups.push(events);
    const problem = await new Promise<Error | null>((resolve) => this.#steps.push(resolve));
    if (problem !== null) throw problem;
    return super.append(events, at);
  }

  /** Waits for the append that is to come, and decides it. */
  async step(problem: Error | null = null): Promise<void> {
    while (this.#steps.length === 0) await new Promise((resolve) => setImmediate(resolve));
    this.#steps.shift()?.(problem);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function begin() {
  const store = new Stepped();
  const committed: LogGroup[] = [];
  const commit = new GroupCommit(
    store,
    () => 7,
    (group) => committed.push(group),
  );
  let made = 0;
  const events = (count: number) => {
    made += count;
    return eventsFrom(made - count + 1, count);
  };
  return { store, committed, commit, events };
}

test("[REL-5] all requests that arrive while one commit runs share the next", async () => {
  const { store, commit, events } = begin();
  const first = commit.append(events(2));
  await new Promise((resolve) => setImmediate(resolve));
  const others = [commit.append(events(1)), commit.append(events(3)), commit.append(events(1))];
  expect(store.groups.map(({ length }) => length)).toEqual([2]);
  await store.step();
  expect(await first).toBe(2);
  await store.step();
  expect(await Promise.all(others)).toEqual([7, 7, 7]);
  expect(store.groups.map(({ length }) => length)).toEqual([2, 5]);
});

test("[REL-5] nobody is answered before the store has answered", async () => {
  const { store, commit, events } = begin();
  let answered = false;
  const asked = commit.append(events(1)).then(() => {
    answered = true;
  });
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
  await store.step();
  await asked;
  expect(answered).toBe(true);
});

test("[REL-5] what was committed is told in log order, before it is answered", async () => {
  const { store, committed, commit, events } = begin();
  const asked = [commit.append(events(2)), commit.append(events(1))];
  const after = asked.map((one) => one.then(() => committed.length));
  await store.step();
  expect(await Promise.all(after)).toEqual([1, 1]);
  const later = commit.append(events(1));
  await store.step();
  await later;
  expect(committed.map(({ first, last }) => [first, last])).toEqual([
    [1, 3],
    [4, 4],
  ]);
  expect(committed.flatMap(({ events: all }) => all)).toEqual(eventsFrom(1, 4));
});

test("[REL-5] a failed commit rejects all of its requests and nothing else", async () => {
  const { store, committed, commit, events } = begin();
  const first = commit.append(events(1));
  await new Promise((resolve) => setImmediate(resolve));
  const doomed = [commit.append(events(1)), commit.append(events(1))];
  const ended = Promise.allSettled(doomed);
  await store.step();
  await new Promise((resolve) => setImmediate(resolve));
  const later = commit.append(events(1));
  await store.step(new Error("disk"));
  await store.step();
  expect(await first).toBe(1);
  expect((await ended).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await later).toBe(2);
  expect(committed).toHaveLength(2);
});

test("[REL-5] a request without events waits for what was queued before it", async () => {
  const { store, commit, events } = begin();
  const asked = [commit.append(events(2)), commit.append([])];
  await store.step();
  expect(await Promise.all(asked)).toEqual([2, 2]);
  expect(await commit.append([])).toBe(2);
  expect(store.groups).toHaveLength(1);
});

test("[REL-11] one commit has a maximum, and requests are never torn apart for it", async () => {
  const { store, commit, events } = begin();
  const asked = [0.6, 0.3, 0.6, 1.2, 0.1].map((share) =>
    commit.append(events(GROUP_EVENTS_MAX * share)),
  );
  for (let group = 0; group < 4; group += 1) await store.step();
  await Promise.all(asked);
  const shares = store.groups.map(({ length }) => length / GROUP_EVENTS_MAX);
  expect(shares).toEqual([0.9, 0.6, 1.2, 0.1]);
});

test("[REL-11] the queue has a maximum; it has room again when it was written, or has failed", async () => {
  const { store, commit, events } = begin();
  expect(commit.hasRoom(QUEUED_EVENTS_MAX * 2), "an empty queue takes anything").toBe(true);
  const asked = commit.append(events(QUEUED_EVENTS_MAX - 10));
  expect(commit.hasRoom(10)).toBe(true);
  expect(commit.hasRoom(11)).toBe(false);
  await store.step();
  await asked;
  await new Promise((resolve) => setImmediate(resolve));
  expect(commit.hasRoom(11)).toBe(true);
  const failed = Promise.allSettled([commit.append(events(QUEUED_EVENTS_MAX))]);
  expect(commit.hasRoom(1)).toBe(false);
  await store.step(new Error("disk"));
  await failed;
  expect(commit.hasRoom(1)).toBe(true);
});
