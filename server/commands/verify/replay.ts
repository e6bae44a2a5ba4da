/** A log folded up to a position, in an engine that keeps what it works out elsewhere. */
import { manualClock } from "../../../shared/time/clock.ts";
import { type Core, openCore } from "../../core.ts";
import type { LogGroup } from "../../fold/log-event.ts";
import type { Pseudonyms } from "../../org/pseudonyms.ts";
import type { Store } from "../../store/store.ts";

/** A log that is only read. */
export interface Log {
  readonly end: number;
  read(after: number): AsyncIterable<LogGroup>;
}

export type Progress = (position: number, of: number) => void;

async function* upTo(log: Log, after: number, until: number): AsyncIterable<LogGroup> {
  for await (const group of log.read(after)) {
    if (group.last > until) return;
    yield group;
  }
}

/** The store of such an engine: someone else's log, entities and cells of its own. */
function viewOf(log: Log, until: number, scratch: Store): Store {
  return {
    read: (after) => upTo(log, after, until),
    appended: async () => until,
    append: () => Promise.reject(new Error("this log is only read")),
    entities: (keys) => scratch.entities(keys),
    liveEntities: () => scratch.liveEntities(),
    entitiesBetween: (from, to) => scratch.entitiesBetween(from, to),
    entitiesWith: (text) => scratch.entitiesWith(text),
    slabs: (...asked) => scratch.slabs(...asked),
    checkpoint: (checkpoint) => scratch.checkpoint(checkpoint),
    checkpointed: () => scratch.checkpointed(),
    foldedBy: () => scratch.foldedBy(),
    setting: (name) => scratch.setting(name),
    settings: (prefix) => scratch.settings(prefix),
    putSetting: (name, value) => scratch.putSetting(name, value),
    putSettings: (changes, expected) => scratch.putSettings(changes, expected),
    forgetCheckpoint: () => scratch.forgetCheckpoint(),
    retire: (retirement) => scratch.retire(retirement),
    sealedSlabs: (...asked) => scratch.sealedSlabs(...asked),
    sealedEntities: (keys) => scratch.sealedEntities(keys),
    remove: () => Promise.reject(new Error("this log is only read")),
    scrub: () => scratch.scrub(),
    check: () => scratch.check(),
    close: () => scratch.close(),
  };
}

/** Changed entities in memory before they are written down: as at a start. */
const DIRTY_MAX = 50_000;

export interface Replay {
  readonly core: Core;
  /** Folds on up to `until`, which ends a group; then the clock stands at `now`. */
  goTo(until: number, now: number): Promise<void>;
  /** Folds on to the end of the log; then the clock stands at `now`. */
  goOn(now: number): Promise<void>;
}

/**
 * Folds the log up to `until`; the clock stands at `now`. What is worked out is kept in `scratch`.
 * `pseudonyms` knows what people are called; without it they go by their ids.
 */
export async function replayTo(
  log: Log,
  until: number,
  now: number,
  scratch: Store,
  onProgress: Progress,
  pseudonyms?: Pseudonyms,
): Promise<Replay> {
  const clock = manualClock(now);
  const names = pseudonyms === undefined ? {} : { pseudonyms };
  const store = viewOf(log, until, scratch);
  const core = await openCore({ store, clock, onProgress, ...names });
  const { tail } = core;
  const goTo = async (until: number, later: number): Promise<void> => {
    clock.set(later);
    for await (const group of upTo(log, tail.position(), until)) {
      tail.accept(group);
      await tail.idle();
      if (tail.entities.dirtyCount() > DIRTY_MAX) await tail.checkpoint();
      onProgress(group.last, log.end);
    }
    await tail.settle();
  };
  return { core, goTo, goOn: (later) => goTo(log.end, later) };
}
