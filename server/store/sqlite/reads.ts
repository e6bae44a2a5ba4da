/** Everything that is read from a store file; each row's checksum is verified (REL-8). */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { LogGroup } from "../../fold/log-event.ts";
import { type EntityRow, type Setting, type SlabRow, StoreCorrupt } from "../store.ts";
import { type LogRow, readGroup } from "./log.ts";
import { getPair, type PairColumns } from "./meta.ts";
import { RESTART, RESTORE } from "./problem.ts";
import { numbersOf, query } from "./query.ts";
import {
  type EntityColumns,
  entityChecksum,
  entityOf,
  fromColumn,
  pairChecksum,
  type SlabColumns,
  slabChecksum,
  slabOf,
  toColumn,
} from "./row.ts";
import { type SealedReads, sealedReads } from "./sealed-reads.ts";

/** Groups fetched at once: bounds memory. No statement stays open, so the WAL can start anew. */
const GROUPS_MAX = 32;

const ENTITY = "SELECT key, first_at, last_at, live, checksum, body FROM entity";
const GROUP = "SELECT first, last, received_at, checksum, body FROM log";
/** From the group that holds the position, or the next one; and then what follows a group. */
const GROUPS = `${GROUP} WHERE first >= coalesce((SELECT max(first) FROM log WHERE first <= ?), 0)
  ORDER BY first LIMIT ${GROUPS_MAX}`;
const FOLLOWING = `${GROUP} WHERE first > ? ORDER BY first LIMIT ${GROUPS_MAX}`;
const SETTINGS =
  "SELECT name, checksum, value FROM setting WHERE name >= ? AND name < ? ORDER BY name";
const SLABS = `
  SELECT minutes, measure, start, checksum, body FROM slab
  WHERE minutes = ? AND measure = ? AND start >= ? AND start < ? ORDER BY start`;

export interface Reads extends SealedReads {
  groups(after: number): Generator<LogGroup>;
  entities(keys: readonly string[]): EntityRow[];
  entitiesWhere(condition: string, ...values: SQLInputValue[]): Generator<EntityRow>;
  slabs(minutes: number, measure: string, from: number, to: number): SlabRow[];
  setting(name: string): string | null;
  settings(prefix: string): Setting[];
  close(): void;
}

/** `suspect` hears of a damaged row of the checkpoint, before StoreCorrupt is thrown. */
export function createReads(connection: DatabaseSync, file: string, suspect: () => void): Reads {
  const groups = query<LogRow>(connection, GROUPS);
  const following = query<LogRow>(connection, FOLLOWING);
  const byKey = query<EntityColumns>(connection, `${ENTITY} WHERE key = ?`);
  const byNumber = query<EntityColumns>(connection, `${ENTITY} WHERE number = ?`);
  const slabs = query<SlabColumns>(connection, SLABS);
  const settings = query<PairColumns>(connection, SETTINGS);
  const damagedSetting = (name: string): StoreCorrupt =>
    new StoreCorrupt(`${file}: the setting ${name} is damaged (checksum). ${RESTORE}`);
  const damaged = (what: string): StoreCorrupt => {
    suspect();
    return new StoreCorrupt(`${file}: ${what} is damaged (checksum). ${RESTART}`);
  };
  const entityFrom = (columns: EntityColumns): EntityRow => {
    if (entityChecksum(columns) === columns.checksum) return entityOf(columns);
    throw damaged(`the entity ${columns.key}`);
  };
  const slabFrom = (columns: SlabColumns): SlabRow => {
    if (slabChecksum(columns) === columns.checksum) return slabOf(columns);
    throw damaged(`the slab of ${columns.measure} at ${columns.start}`);
  };
  return {
    *groups(after) {
      let expected: number | null = null;
      let rows = groups.all(after + 1);
      for (;;) {
        for (const row of rows) {
          expected ??= row.first <= after + 1 ? row.first : after + 1;
          const group = readGroup(row, expected, file);
          expected = group.last + 1;
          if (group.last > after) yield group;
        }
        const last = rows.at(-1);
        if (last === undefined || rows.length < GROUPS_MAX) return;
        rows = following.all(last.first);
      }
    },
    entities(keys) {
      const found = [...new Set(keys)].map((key) => byKey.get(toColumn(key)));
      return found.filter((columns) => columns !== undefined).map(entityFrom);
    },
    *entitiesWhere(condition, ...values) {
      for (const number of numbersOf(connection, `entity WHERE ${condition}`, ...values)) {
        const columns = byNumber.get(number);
        if (columns !== undefined) yield entityFrom(columns);
      }
    },
    slabs: (minutes, measure, from, to) =>
      slabs.all(minutes, toColumn(measure), from, to).map(slabFrom),
    ...sealedReads(connection, file),
    setting(name) {
      const pair = getPair(connection, "setting", toColumn(name));
      if (pair === "none") return null;
      if (pair !== "damaged") return fromColumn(pair.value);
      throw damagedSetting(name);
    },
    settings: (prefix) =>
      settings.all(prefix, `${prefix}\u{10ffff}`).map(({ name, checksum, value }) => {
        if (pairChecksum(name, value) !== checksum) throw damagedSetting(name);
        return { name, value: fromColumn(value) };
      }),
    close: () => connection.close(),
  };
}
