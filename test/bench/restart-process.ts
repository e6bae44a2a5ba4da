/** A server's start, without its doors: restart-process.ts FILE. Fills the store, opens it, forgets. */
import { type Core, closeCore, openCore } from "../../server/core.ts";
import { openSqliteStore } from "../../server/store/sqlite/open.ts";
import { answer } from "./child.ts";
import { deskEvents, GROUP_EVENTS, organisation } from "./log.ts";
import { EVENING, groupsOf } from "./stream.ts";

const [file = ""] = process.argv.slice(2);
const clock = { now: () => EVENING };
let core: Core | null = null;

/** Appends and folds without a door. */
async function fill({ count, name }: { count: number; name: string }): Promise<void> {
  core ??= await openCore({ store: await openSqliteStore(file), clock });
  const { store, tail } = core;
  if ((await store.appended()) === 0) tail.accept(await store.append([organisation()], EVENING));
  for (const events of groupsOf(deskEvents(count, name), GROUP_EVENTS)) {
    tail.accept(await store.append(events, EVENING));
  }
  await tail.checkpoint();
}

/** Ms until the store is open, and until everything is folded. */
async function open() {
  const began = performance.now();
  const store = await openSqliteStore(file);
  const opened = performance.now();
  core = await openCore({ store, clock });
  const ready = performance.now();
  const position = core.tail.position();
  return { storeMs: opened - began, coreMs: ready - opened, position };
}

/** Ms to read the whole log and do nothing with it: the floor of a rebuild. */
async function read() {
  const store = core?.store ?? (await openSqliteStore(file));
  const began = performance.now();
  let events = 0;
  for await (const group of store.read(0)) events += group.events.length;
  return { ms: performance.now() - began, events };
}

/** The next opening rebuilds everything from the log. */
async function forget(): Promise<void> {
  const store = await openSqliteStore(file);
  await store.forgetCheckpoint();
  await store.close();
}

async function close(): Promise<void> {
  if (core !== null) await closeCore(core);
  core = null;
}

const calls = { fill, open, read, forget, close };
export type RestartCalls = typeof calls;
answer(calls, close);
