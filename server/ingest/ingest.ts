/** The one door for events: validate, drop repeats, append, answer per event (DESIGN.md 1, 8). */
import { type DeskEvent, parseEvent, type Refusal } from "../../shared/events/event.ts";
import { BATCH_EVENTS_MAX } from "../../shared/events/limits.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../../shared/time/clock.ts";
import type { IngestAnswer } from "../../shared/wire/http.ts";
import type { LogEvent, LogGroup } from "../fold/log-event.ts";
import { type Store, StoreFull } from "../store/store.ts";
import { type Age, ageless, TOO_OLD } from "./age.ts";
import { Conflicts } from "./conflicts.ts";
import { GroupCommit } from "./group-commit.ts";
import { type Replaces, replacesNothing } from "./pseudonyms.ts";
import { refusedEvent, statedId, tooOldEvent } from "./quarantine.ts";
import { quickParse } from "./quick-parse.ts";
import { Recent, sameContent, sameEvent } from "./recent.ts";
import { createShares, SENDER_EVENTS_MAX } from "./shares.ts";

export interface IngestDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Called with every group once it is on disk, in log order. */
  readonly committed: (group: LogGroup) => void;
  /** What stands in the log for people; without it everything stays as it came. */
  readonly pseudonyms?: Replaces;
  /** What is too old to count (REL-4); without it nothing is. */
  readonly age?: Age;
  /** Told how many repeats of a source came at an instant; they are not in the log. */
  readonly repeated?: (source: string, count: number, at: number) => void;
}

/** Nothing was taken: come back later. */
export interface Busy {
  /** `sender_full`: too much of this one source, while others are still taken. */
  readonly reason: "sender_full" | "queue_full" | "store_full";
  readonly retryAfterSeconds: number;
}

/** What one batch is made of, before anything is written. */
interface Sorted {
  readonly fresh: readonly DeskEvent[];
  /** Which of the inputs each of `fresh` is. */
  readonly indexes: readonly number[];
  readonly refused: readonly LogEvent[];
  readonly duplicates: number;
  readonly rejected: IngestAnswer["rejected"];
}

export class Ingest {
  readonly #clock: Clock;
  readonly #commit: GroupCommit;
  readonly #pseudonyms: Replaces;
  readonly #recent = new Map<string, Recent>();
  /** Ids that came again with other content, as far as they are recent. */
  readonly conflicts = new Conflicts();
  /** What is on its way to the disk: a repeat of it cannot be answered as known yet. */
  readonly #underway = new Set<readonly DeskEvent[]>();
  readonly #age: Age;
  readonly #repeated: NonNullable<IngestDeps["repeated"]>;
  readonly #shares = createShares(SENDER_EVENTS_MAX);

  constructor(deps: IngestDeps) {
    const { store, clock, committed, pseudonyms = replacesNothing, age = ageless } = deps;
    this.#age = age;
    this.#repeated = deps.repeated ?? (() => {});
    this.#clock = clock;
    this.#pseudonyms = pseudonyms;
    this.#commit = new GroupCommit(store, () => clock.now(), committed);
  }

  /** Lets the recent events of the log be recognised after a restart. */
  recall(group: LogGroup): void {
    for (const event of group.events) {
      if (event.type !== "org.changed" && event.type !== "event.refused") {
        this.#recentOf(event.source).remember(event);
      }
    }
  }

  #recentOf(source: string): Recent {
    let recent = this.#recent.get(source);
    if (recent === undefined) {
      recent = new Recent();
      this.#recent.set(source, recent);
    }
    return recent;
  }

  /**
   * Takes what one source sent. Resolves once everything accepted is on disk (REL-5); one bad event
   * never rejects its neighbours. `inputs` are parsed JSON, at most BATCH_EVENTS_MAX.
   */
  async submit(source: string, inputs: readonly unknown[]): Promise<Result<IngestAnswer, Busy>> {
    if (inputs.length > BATCH_EVENTS_MAX) throw new Error("the caller limits the batch");
    if (!this.#commit.hasRoom(inputs.length)) {
      return fail({ reason: "queue_full", retryAfterSeconds: 1 });
    }
    const leave = this.#shares.enter(source, inputs.length);
    if (leave === null) return fail({ reason: "sender_full", retryAfterSeconds: 1 });
    const recent = this.#recentOf(source);
    const sorted = this.#sort(source, inputs, recent);
    this.#underway.add(sorted.fresh);
    try {
      const { fresh, refused, duplicates, rejected } = await this.#young(sorted, inputs);
      const all = refused.length === 0 ? fresh : [...fresh, ...refused];
      const kept = this.#pseudonyms.kept();
      if (kept !== null) await kept;
      const position = await this.#commit.append(all);
      this.#repeated(source, duplicates, this.#clock.now());
      return ok({ accepted: fresh.length, duplicates, rejected, position });
    } catch (problem) {
      for (const event of sorted.fresh) recent.forget(event);
      if (problem instanceof StoreFull)
        return fail({ reason: "store_full", retryAfterSeconds: 30 });
      throw problem;
    } finally {
      this.#underway.delete(sorted.fresh);
      leave();
    }
  }

  /** Is anything waiting for the disk? Then other writing may wait. */
  isBusy(): boolean {
    return this.#commit.isBusy();
  }

  /** Appends what we ourselves must remember, such as a changed organisation. */
  record(event: LogEvent): Promise<number> {
    return this.#commit.append([event]);
  }

  /** Known, and on disk or in this very batch: nothing has to be written for it. */
  #isRepeat(event: DeskEvent, known: DeskEvent, batch: readonly DeskEvent[]): boolean {
    if (!sameEvent(event, known)) return false;
    if (batch.includes(known)) return true;
    for (const others of this.#underway) if (others.includes(known)) return false;
    return true;
  }

  /** Those too old to count are refused instead (REL-4); nearly always there are none to ask about. */
  async #young(sorted: Sorted, inputs: readonly unknown[]): Promise<Sorted> {
    const from = this.#age.from();
    if (!sorted.fresh.some(({ at }) => at < from)) return sorted;
    const refused = [...sorted.refused];
    const rejected = [...sorted.rejected];
    const indexes: number[] = [];
    const fresh: DeskEvent[] = [];
    for (const [at, event] of sorted.fresh.entries()) {
      const index = sorted.indexes[at] ?? 0;
      if (event.at >= from || (await this.#age.keeps(event))) {
        fresh.push(event);
        indexes.push(index);
        continue;
      }
      const { source } = event;
      this.#recentOf(source).forget(event);
      rejected.push({ index, id: statedId(inputs[index]), ...TOO_OLD });
      refused.push(tooOldEvent(source, inputs[index], TOO_OLD, this.#clock.now()));
    }
    rejected.sort((a, b) => a.index - b.index);
    return { ...sorted, fresh, indexes, refused, rejected };
  }

  #sort(source: string, inputs: readonly unknown[], recent: Recent): Sorted {
    const fresh: DeskEvent[] = [];
    const indexes: number[] = [];
    const refused: LogEvent[] = [];
    const rejected: IngestAnswer["rejected"] = [];
    let duplicates = 0;
    inputs.forEach((input, index) => {
      const quick = quickParse(input);
      const parsed = quick === null ? parseEvent(input) : ok(quick);
      const event = parsed.ok ? parsed.value : null;
      if (event !== null && event.source === source) {
        this.#pseudonyms.replace(event);
        const known = recent.known(event.id);
        if (known !== undefined && this.#isRepeat(event, known, fresh)) {
          duplicates += 1;
          return;
        }
        if (known !== undefined && !sameContent(event, known))
          this.conflicts.note(source, event.id);
        recent.remember(event);
        fresh.push(event);
        indexes.push(index);
        return;
      }
      const problem = parsed.ok ? FOREIGN : parsed.problem;
      rejected.push({ index, id: statedId(input), ...problem });
      refused.push(refusedEvent(source, input, problem, this.#clock.now()));
    });
    return { fresh, indexes, refused, duplicates, rejected };
  }
}

const FOREIGN: Refusal = {
  code: "source",
  path: "source",
  reason: "is not the source of this key; send it with that source's own key",
};
