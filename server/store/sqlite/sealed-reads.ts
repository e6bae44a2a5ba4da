/** Reads of what is sealed: no log can rebuild it, so damage is damage. */
import type { DatabaseSync } from "node:sqlite";
import { type EntityRow, type SlabRow, StoreCorrupt } from "../store.ts";
import { RESTORE } from "./problem.ts";
import { numbersOf, query } from "./query.ts";
import {
  type EntityColumns,
  entityChecksum,
  entityOf,
  type SlabColumns,
  slabChecksum,
  slabOf,
  toColumn,
} from "./row.ts";

export interface SealedReads {
  sealedSlabs(minutes: number, measure: string, from: number, to: number): SlabRow[];
  /** Of these keys, or all. */
  sealedEntities(keys?: readonly string[]): Generator<EntityRow>;
}

const ENTITY = "SELECT key, first_at, last_at, live, checksum, body FROM sealed_entity";
const SLABS = `
  SELECT minutes, measure, start, checksum, body FROM sealed_slab
  WHERE minutes = ? AND measure = ? AND start >= ? AND start < ? ORDER BY start`;

export function sealedReads(connection: DatabaseSync, file: string): SealedReads {
  const slabs = query<SlabColumns>(connection, SLABS);
  const byNumber = query<EntityColumns>(connection, `${ENTITY} WHERE number = ?`);
  const byKey = query<EntityColumns>(connection, `${ENTITY} WHERE key = ?`);
  const damaged = (what: string): StoreCorrupt =>
    new StoreCorrupt(`${file}: ${what} is damaged (checksum). ${RESTORE}`);
  const rowOf = (columns: EntityColumns): EntityRow => {
    if (entityChecksum(columns) === columns.checksum) return entityOf(columns);
    throw damaged(`the sealed entity ${columns.key}`);
  };
  return {
    sealedSlabs: (minutes, measure, from, to) =>
      slabs.all(minutes, toColumn(measure), from, to).map((columns) => {
        if (slabChecksum(columns) === columns.checksum) return slabOf(columns);
        throw damaged(`the sealed slab of ${columns.measure} at ${columns.start}`);
      }),
    *sealedEntities(keys) {
      if (keys === undefined) {
        for (const number of numbersOf(connection, "sealed_entity")) {
          const columns = byNumber.get(number);
          if (columns !== undefined) yield rowOf(columns);
        }
        return;
      }
      for (const key of new Set(keys)) {
        const columns = byKey.get(toColumn(key));
        if (columns !== undefined) yield rowOf(columns);
      }
    },
  };
}
