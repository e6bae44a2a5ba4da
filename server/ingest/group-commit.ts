/** Group commit (REL-5): everything that arrives while one commit runs shares the next. */
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import type { Store } from "../store/store.ts";

/** Events waiting for a commit; beyond this the sender is asked to come back (REL-11). */
export const QUEUED_EVENTS_MAX = 50_000;
/** Events in one commit, so that one commit never takes long. */
export const GROUP_EVENTS_MAX = 5_000;

interface Waiting {
  readonly events: readonly LogEvent[];
  readonly resolve: (position: number) => void;
  readonly reject: (problem: unknown) => void;
}

export class GroupCommit {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #committed: (group: LogGroup) => void;
  #queue: Waiting[] = [];
  #queued = 0;
  #running = false;

  constructor(store: Store, now: () => number, committed: (group: LogGroup) => void) {
    this.#store = store;
    this.#now = now;
    this.#committed = committed;
  }

  hasRoom(events: number): boolean {
    return this.#queued === 0 || this.#queued + events <= QUEUED_EVENTS_MAX;
  }

  /** Is anything waiting for the disk? Then other writing may wait. */
  isBusy(): boolean {
    return this.#queue.length > 0;
  }

  /**
   * Resolves with the log position once these events, and everything queued before them, are on
   * disk. No events: resolves when what was queued before is. Rejects when they could not be written.
   */
  append(events: readonly LogEvent[]): Promise<number> {
    this.#queued += events.length;
    return new Promise((resolve, reject) => {
      this.#queue.push({ events, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      setImmediate(() => void this.#run());
    });
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch = this.#take();
      const events = batch.flatMap((one) => one.events);
      try {
        const position = await this.#commit(events);
        for (const one of batch) one.resolve(position);
      } catch (problem) {
        for (const one of batch) one.reject(problem);
      }
      this.#queued -= events.length;
    }
    this.#running = false;
  }

  async #commit(events: readonly LogEvent[]): Promise<number> {
    if (events.length === 0) return this.#store.appended();
    const group = await this.#store.append(events, this.#now());
    this.#committed(group);
    return group.last;
  }

  #take(): Waiting[] {
    let events = 0;
    let count = 0;
    for (const one of this.#queue) {
      if (count > 0 && events + one.events.length > GROUP_EVENTS_MAX) break;
      events += one.events.length;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }
}
