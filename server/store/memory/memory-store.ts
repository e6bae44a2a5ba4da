/** The store's contract in memory: for one-off computations and as the model the others are tested against. */
import type { LogEvent, LogGroup } from "../../fold/log-event.ts";
import type {
  Changes,
  Checkpoint,
  EntityRow,
  Places,
  Retirement,
  Setting,
  SlabMinutes,
  SlabRow,
  Store,
} from "../store.ts";

const slabKey = (row: Omit<SlabRow, "body">): string =>
  `${row.minutes} ${row.start} ${row.measure}`;

export class MemoryStore implements Store {
  #log: LogGroup[] = [];
  readonly #entities = new Map<string, EntityRow>();
  readonly #slabs = new Map<string, SlabRow>();
  readonly #sealedEntities = new Map<string, EntityRow>();
  readonly #sealedSlabs = new Map<string, SlabRow>();
  readonly #settings = new Map<string, string>();
  #appended = 0;
  #checkpointed = 0;
  #fold = 0;

  async append(events: readonly LogEvent[], receivedAt: number): Promise<LogGroup> {
    if (events.length === 0) throw new RangeError("a group has at least one event");
    const first = this.#appended + 1;
    const last = this.#appended + events.length;
    const group: LogGroup = { first, last, receivedAt, events: [...events] };
    this.#log.push(group);
    this.#appended = last;
    return group;
  }

  async *read(after: number): AsyncIterable<LogGroup> {
    for (const group of this.#log) if (group.last > after) yield group;
  }

  async appended(): Promise<number> {
    return this.#appended;
  }

  async entities(keys: readonly string[]): Promise<EntityRow[]> {
    const rows = [...new Set(keys)].map((key) => this.#entities.get(key));
    return rows.filter((row) => row !== undefined);
  }

  liveEntities(): AsyncIterable<EntityRow> {
    return this.#entitiesWhere((row) => row.live);
  }

  entitiesBetween(from: number, to: number): AsyncIterable<EntityRow> {
    return this.#entitiesWhere((row) => row.firstAt < to && row.lastAt >= from);
  }

  entitiesWith(text: string): AsyncIterable<EntityRow> {
    return this.#entitiesWhere((row) => row.body.includes(text));
  }

  async *#entitiesWhere(wanted: (row: EntityRow) => boolean): AsyncIterable<EntityRow> {
    for (const row of [...this.#entities.values()]) if (wanted(row)) yield row;
  }

  async slabs(minutes: SlabMinutes, measure: string, from: number, to: number): Promise<SlabRow[]> {
    return slabsIn(this.#slabs, minutes, measure, from, to);
  }

  async checkpoint(checkpoint: Checkpoint): Promise<void> {
    for (const row of checkpoint.entities) this.#entities.set(row.key, row);
    for (const row of checkpoint.slabs) this.#slabs.set(slabKey(row), row);
    for (const [key, row] of this.#slabs) {
      if (row.minutes === 1 && row.start < checkpoint.minutesFrom) this.#slabs.delete(key);
    }
    this.#checkpointed = checkpoint.position;
    this.#fold = checkpoint.fold;
  }

  async checkpointed(): Promise<number> {
    return this.#checkpointed;
  }

  async foldedBy(): Promise<number> {
    return this.#fold;
  }

  async setting(name: string): Promise<string | null> {
    return this.#settings.get(name) ?? null;
  }

  async settings(prefix: string): Promise<Setting[]> {
    return [...this.#settings]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async putSetting(name: string, value: string | null): Promise<void> {
    await this.putSettings({ [name]: value });
  }

  async putSettings(changes: Changes, expected: Changes = {}): Promise<boolean> {
    for (const [name, value] of Object.entries(expected)) {
      if ((this.#settings.get(name) ?? null) !== value) return false;
    }
    this.#put(changes);
    return true;
  }

  #put(changes: Changes): void {
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) this.#settings.delete(name);
      else this.#settings.set(name, value);
    }
  }

  async forgetCheckpoint(): Promise<void> {
    this.#entities.clear();
    this.#slabs.clear();
    for (const [key, row] of this.#sealedEntities) this.#entities.set(key, row);
    for (const [key, row] of this.#sealedSlabs) this.#slabs.set(key, row);
    this.#checkpointed = 0;
    this.#fold = 0;
  }

  async retire(retirement: Retirement): Promise<void> {
    const { sealedSlabs, sealedEntities, unsealed, entities, gone, slabsFrom } = retirement;
    for (const row of sealedSlabs) this.#sealedSlabs.set(slabKey(row), row);
    for (const row of sealedEntities) this.#sealedEntities.set(row.key, row);
    for (const key of unsealed) this.#sealedEntities.delete(key);
    for (const row of entities) this.#entities.set(row.key, row);
    for (const key of gone) this.#entities.delete(key);
    for (const slabs of [this.#slabs, this.#sealedSlabs]) {
      for (const [key, row] of slabs) {
        if (row.minutes !== 0 && row.start < slabsFrom) slabs.delete(key);
      }
    }
    this.#put(retirement.settings);
  }

  async sealedSlabs(
    minutes: SlabMinutes,
    measure: string,
    from: number,
    to: number,
  ): Promise<SlabRow[]> {
    return slabsIn(this.#sealedSlabs, minutes, measure, from, to);
  }

  async *sealedEntities(keys?: readonly string[]): AsyncIterable<EntityRow> {
    const wanted = new Set(keys);
    for (const row of [...this.#sealedEntities.values()]) {
      if (keys === undefined || wanted.has(row.key)) yield row;
    }
  }

  async remove(events: readonly Places[]): Promise<void> {
    const places = new Map(events.map((one) => [one.first, new Set(one.places)]));
    this.#log = this.#log.map((group) => {
      const own = places.get(group.first);
      return own === undefined ? group : without(group, own);
    });
  }

  async scrub(): Promise<void> {}

  async check(): Promise<void> {}

  async close(): Promise<void> {}
}

function slabsIn(
  slabs: ReadonlyMap<string, SlabRow>,
  minutes: SlabMinutes,
  measure: string,
  from: number,
  to: number,
): SlabRow[] {
  if (to - from === 1) {
    const row = slabs.get(slabKey({ minutes, measure, start: from }));
    return row === undefined ? [] : [row];
  }
  const rows: SlabRow[] = [];
  for (const row of slabs.values()) {
    const isOf = row.minutes === minutes && row.measure === measure;
    if (isOf && from <= row.start && row.start < to) rows.push(row);
  }
  return rows.sort((a, b) => a.start - b.start);
}

/** The group without the events at these places. */
function without(group: LogGroup, places: ReadonlySet<number>): LogGroup {
  const { first, last, receivedAt, events, positions } = group;
  const left = events
    .map((event, index) => ({ event, position: positions?.[index] ?? first + index }))
    .filter(({ position }) => !places.has(position - first));
  if (left.length === events.length) return group;
  return {
    first,
    last,
    receivedAt,
    events: left.map(({ event }) => event),
    positions: left.map(({ position }) => position),
  };
}

export const openMemoryStore = (): Store => new MemoryStore();
