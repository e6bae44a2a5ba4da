/** The engine without doors: store, ingest and tail, wired. Every entry point starts from this. */
import { type OrgInput, orgDocument } from "../shared/org/org.ts";
import type { Clock } from "../shared/time/clock.ts";
import { Ingest } from "./ingest/ingest.ts";
import type { Store } from "./store/store.ts";
import { Tail, type TailDeps } from "./tail/tail.ts";

export interface Core {
  readonly store: Store;
  readonly clock: Clock;
  readonly ingest: Ingest;
  readonly tail: Tail;
}

export interface CoreOptions extends TailDeps {
  readonly onProgress?: (position: number, of: number) => void;
}

/** How much of the log is remembered for recognising repeats after a start. */
const RECALL_EVENTS = 20_000;

/** Restores the last checkpoint, folds the rest of the log, and is then ready for events. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { store, clock, onProgress } = options;
  const tail = new Tail(options);
  await tail.start(onProgress);
  const ingest = new Ingest({ store, clock, committed: (group) => tail.accept(group) });
  const end = await store.appended();
  for await (const group of store.read(Math.max(0, end - RECALL_EVENTS))) ingest.recall(group);
  return { store, clock, ingest, tail };
}

/** Makes a described organisation part of the log. Throws with the path of what is not right. */
export async function setOrganisation(core: Core, org: OrgInput): Promise<void> {
  const at = Math.max(core.clock.now(), core.tail.documentChangedAt() + 1);
  await core.ingest.record({
    type: "org.changed",
    source: "",
    id: `org-${at}`,
    at,
    data: orgDocument.parse(org),
  });
  await core.tail.idle();
}

/** Writes a last checkpoint and closes the store. */
export async function closeCore({ store, tail }: Core): Promise<void> {
  await tail.checkpoint();
  await store.close();
}
