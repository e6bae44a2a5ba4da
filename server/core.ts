/** The engine without doors: store, ingest and tail, wired. Every entry point starts from this. */
import type { DeskEvent } from "../shared/events/event.ts";
import { type OrgDocument, type OrgInput, orgDocument } from "../shared/org/org.ts";
import type { Clock } from "../shared/time/clock.ts";
import type { LogGroup } from "./fold/log-event.ts";
import { type Arrivals, createArrivals } from "./ingest/arrivals.ts";
import { createFreshness, type Freshness } from "./ingest/freshness.ts";
import { createHeard, type Heard } from "./ingest/heard.ts";
import { Ingest } from "./ingest/ingest.ts";
import { type Pseudonyms, plain } from "./org/pseudonyms.ts";
import type { Store } from "./store/store.ts";
import { Tail, type TailDeps } from "./tail/tail.ts";

export interface Core {
  readonly store: Store;
  readonly clock: Clock;
  readonly ingest: Ingest;
  readonly tail: Tail;
  readonly pseudonyms: Pseudonyms;
  readonly heard: Heard;
  readonly arrivals: Arrivals;
  readonly freshness: Freshness;
}

export interface CoreOptions extends Omit<TailDeps, "names" | "feeds"> {
  /** What stands in the log for people; without it everything stays as it comes. */
  readonly pseudonyms?: Pseudonyms;
  readonly onProgress?: (position: number, of: number) => void;
}

/** How much of the log is remembered for recognising repeats after a start. */
const RECALL_EVENTS = 20_000;

/** Restores the last checkpoint, folds the rest of the log, and is then ready for events. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { store, clock, onProgress, pseudonyms = plain } = options;
  let known: Freshness | null = null;
  const feeds: TailDeps["feeds"] = () => known?.bySource() ?? new Map();
  const tail = new Tail({ ...options, names: pseudonyms, feeds });
  await tail.start(onProgress);
  const heard = createHeard(store);
  const zone = () => tail.document().organisation.zone;
  const arrivals = await createArrivals(store, zone);
  const freshness = await createFreshness(store, zone);
  known = freshness;
  const committed = (group: LogGroup) => {
    heard.take(group);
    arrivals.take(group);
    freshness.take(group);
    tail.accept(group);
  };
  const age = {
    from: () => tail.horizons.now().from,
    keeps: (event: DeskEvent) => tail.keeps(event),
  };
  const ingest = new Ingest({
    store,
    clock,
    committed,
    pseudonyms,
    age,
    repeated: arrivals.repeated,
  });
  const end = await store.appended();
  for await (const group of store.read(Math.max(0, end - RECALL_EVENTS))) {
    heard.take(group);
    arrivals.take(group);
    freshness.take(group);
    ingest.recall(group);
  }
  await heard.idle();
  return { store, clock, ingest, tail, pseudonyms, heard, arrivals, freshness };
}

/** The organisation as it was described, with names and the sources' own ids of agents. */
export const organisationOf = ({ tail }: Pick<Core, "tail">): OrgDocument => tail.described();

/** Changes of one organisation follow each other: the next sees what the one before made of it. */
const turns = new WeakMap<Tail, Promise<unknown>>();

/**
 * Makes a described organisation part of the log, without names and foreign ids, which stay beside it.
 * False, and nothing changed: it is no longer the version of `expected` (`documentChangedAt`), so somebody
 * was quicker. Throws with the path of what is not right.
 */
export async function setOrganisation(
  core: Core,
  org: OrgInput,
  expected?: number,
): Promise<boolean> {
  const document = orgDocument.parse(org);
  const before = turns.get(core.tail) ?? Promise.resolve();
  const own = before.then(async () => {
    if (expected !== undefined && expected !== core.tail.documentChangedAt()) return false;
    await recordOrganisation(core, document);
    return true;
  });
  turns.set(
    core.tail,
    own.catch(() => {}),
  );
  return own;
}

async function recordOrganisation(core: Core, document: OrgDocument): Promise<void> {
  const { tail, pseudonyms } = core;
  const data = await pseudonyms.conceal(document, tail.document());
  const at = Math.max(core.clock.now(), core.tail.documentChangedAt() + 1);
  await core.ingest.record({
    type: "org.changed",
    source: "",
    id: `org-${at}`,
    at,
    data,
  });
  await core.tail.idle();
}

/** Writes a last checkpoint and closes the store. */
export async function closeCore({ store, tail, heard, arrivals, freshness }: Core): Promise<void> {
  await heard.idle();
  await arrivals.flush();
  await freshness.flush();
  await tail.checkpoint();
  await store.close();
}
