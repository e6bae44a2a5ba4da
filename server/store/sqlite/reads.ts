/** Everything that is read from a store file; each row's checksum is verified (REL-8). */
import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { LogGroup } from "../../fold/log-event.ts";
import { type EntityRow, type SlabRow, StoreCorrupt } from "../store.ts";
import { decode, type LogRow } from "./log.ts";
import { getPair } from "./meta.ts";
import { RESTORE } from "./problem.ts";
import * as row from "./row.ts";

/** Groups fetched at once: keeps memory bounded and lets writes in between. */
const GROUPS_MAX = 32;

const ENTITY = "SELECT key, first_at, last_at, live, checksum, body FROM entity";
/** From the group that holds position `after`, or the next one. */
const GROUPS = `
  SELECT first, last, received_at, checksum, body FROM log
  WHERE first >= coalesce((SELECT max(first) FROM log WHERE first <= ?), 0)
  ORDER BY first LIMIT ${GROUPS_MAX}`;

export interface Reads {
  groups(after: number): Generator<LogGroup>;
  entities(keys: readonly string[]): EntityRow[];
  entitiesWhere(condition: string, ...values: SQLInputValue[]): Generator<EntityRow>;
  slabs(minutes: number, measure: string, from: number, to: number): SlabRow[];
  setting(name: string): string | null;
  close(): void;
}

export function createReads(connection: DatabaseSync, file: string): Reads {
  const groups = connection.prepare(GROUPS);
  const byKey = connection.prepare(`${ENTITY} WHERE key = ?`);
  const byNumber = connection.prepare(`${ENTITY} WHERE number = ?`);
  const slabs = connection.prepare(
    `SELECT minutes, measure, start, checksum, body FROM slab
     WHERE minutes = ? AND measure = ? AND start >= ? AND start < ? ORDER BY start`,
  );
  const damaged = (what: string): StoreCorrupt =>
    new StoreCorrupt(`${file}: ${what} is damaged (checksum). ${RESTORE}`);
  const entityFrom = (columns: row.EntityColumns): EntityRow => {
    if (row.entityChecksum(columns) === columns.checksum) return row.entityOf(columns);
    throw damaged(`the entity ${columns.key}`);
  };
  const slabFrom = (columns: row.SlabColumns): SlabRow => {
    if (row.slabChecksum(columns) === columns.checksum) return row.slabOf(columns);
    throw damaged(`the slab ${columns.minutes} ${columns.measure} ${columns.start}`);
  };
  return {
    *groups(after) {
      let expected: number | null = null;
      for (;;) {
        const rows = groups.all(expected ?? after + 1) as unknown as LogRow[];
        for (const each of rows) {
          expected ??= each.first <= after + 1 ? each.first : after + 1;
          const group = decode(each, expected, file);
          expected = group.last + 1;
          if (group.last > after) yield group;
        }
        if (rows.length < GROUPS_MAX) return;
      }
    },
    entities(keys) {
      const found = [...new Set(keys)].map((key) => byKey.get(row.toColumn(key)));
      return (found as unknown as (row.EntityColumns | undefined)[])
        .filter((columns) => columns !== undefined)
        .map(entityFrom);
    },
    *entitiesWhere(condition, ...values) {
      const query = connection.prepare(`SELECT number FROM entity WHERE ${condition}`);
      const numbers = query.all(...values).map((each) => Number(each.number));
      for (const number of numbers) {
        const columns = byNumber.get(number) as unknown as row.EntityColumns | undefined;
        if (columns !== undefined) yield entityFrom(columns);
      }
    },
    slabs(minutes, measure, from, to) {
      const rows = slabs.all(minutes, row.toColumn(measure), from, to);
      return (rows as unknown as row.SlabColumns[]).map(slabFrom);
    },
    setting(name) {
      const pair = getPair(connection, "setting", row.toColumn(name));
      if (pair === "damaged") throw damaged(`the setting ${name}`);
      return pair === null ? null : row.fromColumn(pair.value);
    },
    close: () => connection.close(),
  };
}
