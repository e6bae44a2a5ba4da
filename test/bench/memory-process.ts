/** What a heap holds, with nothing else in it. Started with --expose-gc. */
import type { LogEvent } from "../../server/fold/log-event.ts";
import { openMemoryStore } from "../../server/store/memory/memory-store.ts";
import { Tail } from "../../server/tail/tail.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { answer } from "./child.ts";
import { deskEvents, logOf } from "./log.ts";
import { EVENING } from "./stream.ts";

function heapBytes(): number {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function tailOf(events: readonly LogEvent[]): Promise<Tail> {
  const tail = new Tail({ store: openMemoryStore(), clock: manualClock(EVENING) });
  for (const group of logOf(events)) tail.accept(group);
  await tail.idle();
  return tail;
}

/** Events of the contacts that are open at the end, as text, so that nothing else is kept. */
async function openOnes(count: number, name: string): Promise<string[]> {
  const tail = await tailOf(deskEvents(count, name));
  const open = [...tail.entities.live()].filter(({ key }) => key.includes("|contact/"));
  return open.flatMap(({ events }) => events.map((event) => JSON.stringify(event)));
}

interface Held {
  readonly things: number;
  readonly events: number;
  readonly bytes: number;
}

/** A tail that holds open contacts and nothing else, without their cells. */
async function contacts({ count, name }: { count: number; name: string }): Promise<Held> {
  const texts = await openOnes(count, name);
  const before = heapBytes();
  const tail = await tailOf(texts.map((text): LogEvent => JSON.parse(text)));
  tail.shelves.clear();
  const bytes = heapBytes() - before;
  return { things: [...tail.entities.live()].length, events: texts.length, bytes };
}

/** The cells of a whole day, both by the quarter of an hour and by the minute. */
async function cells({ count, name }: { count: number; name: string }): Promise<Held> {
  const tail = await tailOf(deskEvents(count, name));
  const things = tail.shelves.cellCount();
  const before = heapBytes();
  tail.shelves.clear();
  return { things, events: count, bytes: before - heapBytes() };
}

const calls = { contacts, cells };
export type MemoryCalls = typeof calls;
answer(calls);
