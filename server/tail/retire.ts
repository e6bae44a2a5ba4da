/**
 * What is too old leaves, one bounded step at a time (PRIV-6). Every step is one transaction and happens
 * while nothing folds and everything is checkpointed; between steps others have their turn, and wherever
 * it stops it can be begun again. Total cells stay what they are: what a step takes from the log it adds
 * to the sealed cells, which a rebuild begins from.
 */
import { MEASURES } from "../../shared/kpi/measure.ts";
import { type Entity, isLive, PINNED } from "../fold/entity.ts";
import type { Fact } from "../fold/facts/fact.ts";
import { type Horizon, isClosedDay, visitsFrom } from "../fold/horizon.ts";
import type { LogEvent } from "../fold/log-event.ts";
import { agentDayOf, isTimeline } from "../fold/timeline/entry.ts";
import type { Retirement, Store } from "../store/store.ts";
import { pagesFrom, sealFacts, withoutAgents } from "./base.ts";
import { type Entities, rowOf } from "./entities.ts";
import { aliasOf, correctionKey } from "./homes.ts";
import type { Horizons } from "./horizon.ts";
import { type Bringers, sealParts } from "./sealed-parts.ts";
import type { Shelves } from "./shelves.ts";

export interface RetireDeps {
  readonly store: Store;
  readonly entities: Entities;
  readonly shelves: Shelves;
  readonly horizons: Horizons;
  /** Corrections that wait for their event. */
  readonly unresolved: Set<string>;
  /** What is not entities and must survive a rebuild although its events are gone, as an entity. */
  readonly sources: () => Entity;
  /** Does it while nothing folds and everything is on disk. */
  readonly still: <T>(work: () => Promise<T>) => Promise<T>;
  /** Within `still`: writes down what `shelves` changed or numbered meanwhile. */
  readonly checkpoint: () => Promise<void>;
}

/** What one step took away. */
export interface Retired {
  readonly entities: readonly Entity[];
  readonly facts: number;
}

const NOTHING: Retirement = {
  sealedSlabs: [],
  sealedEntities: [],
  unsealed: [],
  entities: [],
  gone: [],
  slabsFrom: 0,
  settings: {},
};

const lastEventAt = ({ events }: Entity): number =>
  events.reduce((last, { at }) => Math.max(last, at), -Infinity);

/** Until when something is said of it. */
function lastSaidAt(entity: Entity): number {
  const spans = entity.meaning.spans.map(({ to }) => to ?? Number.MAX_SAFE_INTEGER);
  return Math.max(lastEventAt(entity), ...spans);
}

/** Is all that is known of it older than `from`, and does nothing of it go on? */
export function isOver(entity: Entity, from: number, unresolved: ReadonlySet<string>): boolean {
  const waits = isLive(entity) && !(entity.wakeAt === PINNED && unresolved.has(entity.key));
  return !waits && lastSaidAt(entity) < from;
}

/** The facts of a timeline that are closed, and the timeline with the others. */
function closed(entity: Entity, horizon: Horizon): { closed: readonly Fact[]; left: Entity } {
  const { meaning } = entity;
  const day = agentDayOf(entity.key);
  if (day === null) {
    const from = visitsFrom(horizon);
    const facts = meaning.facts.filter(({ at }) => at >= from);
    const old = meaning.facts.filter(({ at }) => at < from);
    return { closed: old, left: { ...entity, meaning: { ...meaning, facts } } };
  }
  if (!isClosedDay(day.dayAt, horizon)) return { closed: [], left: entity };
  const nothing = { facts: [], spans: [], entries: [] };
  return { closed: meaning.facts, left: { ...entity, meaning: nothing, wakeAt: null } };
}

export class Retire {
  readonly #deps: RetireDeps;
  #sealedDims = 0;

  constructor(deps: RetireDeps) {
    this.#deps = deps;
  }

  /** Closes what ended before the horizon's new `from`, which then holds: timelines of these keys. */
  close(horizon: Horizon, keys: readonly string[]): Promise<Retired> {
    const { entities, horizons, still, sources } = this.#deps;
    return still(async () => {
      const all = new Set(keys);
      for (const { key } of entities.hot()) if (isTimeline(key)) all.add(key);
      await entities.load(all);
      const facts: Fact[] = [];
      const left = new Map<string, Entity>();
      const bringers = new Map<string, Set<string>>();
      for (const key of all) {
        const entity = entities.get(key);
        const now = closed(entity, horizon);
        const isSame = now.left.meaning.facts.length === entity.meaning.facts.length;
        if (isSame && now.left.meaning.entries.length === entity.meaning.entries.length) continue;
        left.set(key, now.left);
        for (const fact of now.closed) facts.push(fact);
        if (now.left.meaning.entries.length === 0) noteBringer(bringers, entity);
      }
      const settings = horizons.changes(horizon);
      const sealedSources = [rowOf(sources())];
      await this.#retire(left, bringers, horizon, facts, {
        settings,
        sealedEntities: sealedSources,
      });
      horizons.set(horizon);
      return { entities: [...left.values()], facts: facts.length };
    });
  }

  /** Takes away those of these entities that are over, all their events and names with them. */
  expire(keys: readonly string[]): Promise<Retired> {
    const { entities, horizons, unresolved, still } = this.#deps;
    return still(async () => {
      const horizon = horizons.now();
      await entities.load(keys);
      const over = keys
        .map((key) => entities.get(key))
        .filter((one) => one.events.length > 0 && isOver(one, horizon.from, unresolved))
        .filter((one) => one.movedTo === null);
      const gone = new Set(over.map(({ key }) => key));
      const names = over.flatMap(({ events }) => events.flatMap(namesOf));
      await entities.load(names);
      for (const name of [...names, ...names]) {
        if (gone.has(entities.get(name).movedTo ?? "")) gone.add(name); // of a chain of two, too
      }
      const bringers = new Map<string, Set<string>>();
      for (const entity of over) noteBringer(bringers, entity);
      for (const key of gone) bringers.delete(key);
      const facts = over.flatMap(({ meaning }) => meaning.facts);
      if (over.length === 0) return { entities: [], facts: 0 };
      const { changes, bury } = horizons.burial([...gone]);
      await this.#retire(new Map(), bringers, horizon, facts, {
        settings: changes,
        gone: [...gone],
      });
      bury();
      for (const key of gone) unresolved.delete(key);
      return { entities: over, facts: facts.length };
    });
  }

  /** Lets go of what entities that are gone brought to these, as far as it is needed no more. */
  tidy(keys: readonly string[]): Promise<void> {
    const { horizons, still } = this.#deps;
    const bringers = new Map(keys.map((key) => [key, new Set<string>()]));
    return still(() => this.#retire(new Map(), bringers, horizons.now(), [], {}));
  }

  /** Makes the cells of one day nobody's; the horizon must say so already. Cells that were an agent's. */
  withoutAgents(dayAt: number): Promise<number> {
    const { shelves, store, still, checkpoint } = this.#deps;
    return still(async () => {
      const cells = await shelves.withoutAgents(MEASURES, dayAt);
      const sealedSlabs = await withoutAgents(dayAt, MEASURES, shelves.dims, store);
      await checkpoint();
      if (sealedSlabs.length > 0) await this.#write({ sealedSlabs });
      return cells;
    });
  }

  /** From now on facts before `horizon.agentsFrom` are nobody's, and before `horizon.cellsFrom` nothing. */
  hold(horizon: Horizon): Promise<void> {
    const { horizons, shelves, still } = this.#deps;
    return still(async () => {
      await this.#write({ settings: horizons.changes(horizon), slabsFrom: horizon.cellsFrom });
      horizons.set(horizon);
      shelves.forgetBefore(horizon.cellsFrom);
    });
  }

  async #retire(
    left: ReadonlyMap<string, Entity>,
    bringers: Bringers,
    horizon: Horizon,
    facts: readonly Fact[],
    more: Partial<Retirement>,
  ): Promise<void> {
    const { entities, store, shelves, checkpoint } = this.#deps;
    const { size } = shelves.dims;
    const parts = await sealParts(bringers, horizon, entities, store);
    const rows = await sealFacts(facts, horizon, shelves.dims, store);
    if (shelves.dims.size > size) await checkpoint();
    const changed = new Map(left);
    for (const one of parts.changed) {
      changed.set(one.key, { ...(left.get(one.key) ?? one), parts: one.parts });
    }
    const isEmpty = (one: Entity) =>
      one.parts.size + one.events.length + one.meaning.facts.length + one.meaning.spans.length ===
      0;
    const stays = [...changed.values()].filter((one) => !isEmpty(one));
    const empty = [...changed.values()].filter(isEmpty).map(({ key }) => key);
    const gone = [...(more.gone ?? []), ...empty];
    await this.#write({
      ...more,
      gone,
      sealedSlabs: rows,
      entities: stays.map(rowOf),
      sealedEntities: [...(more.sealedEntities ?? []), ...parts.sealed.map(rowOf)],
      unsealed: [...parts.unsealed, ...(more.gone ?? [])],
    });
    entities.retired(stays, gone);
  }

  async #write(retirement: Partial<Retirement>): Promise<void> {
    const { store, shelves } = this.#deps;
    const pages = pagesFrom(this.#sealedDims, shelves.dims);
    const sealedSlabs = [...pages, ...(retirement.sealedSlabs ?? [])];
    await store.retire({ ...NOTHING, ...retirement, sealedSlabs });
    this.#sealedDims = shelves.dims.size;
  }
}

/** Names under which an event may be known beside its home's. */
function namesOf(event: LogEvent): string[] {
  const alias = aliasOf(event);
  return alias === null ? [correctionKey(event)] : [alias, correctionKey(event)];
}

function noteBringer(bringers: Map<string, Set<string>>, { key, meaning }: Entity): void {
  for (const { timeline } of meaning.entries) {
    const origins = bringers.get(timeline) ?? new Set();
    bringers.set(timeline, origins.add(key));
  }
}
