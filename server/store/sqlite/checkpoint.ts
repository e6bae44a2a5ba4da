/** Writes a checkpoint's rows and keeps the tally of all rows' checksums (REL-7, REL-8). */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Checkpoint, EntityRow, SlabRow } from "../store.ts";
import type { CheckpointMark, Tally } from "./meta.ts";
import { entityColumns, slabColumns, toColumn } from "./row.ts";

type WriteRows = (mark: CheckpointMark, checkpoint: Checkpoint) => CheckpointMark;

/** Rows of one kind: each write answers the tally of all rows after it. */
export interface RowWrites {
  entity(tally: Tally, row: EntityRow): Tally;
  slab(tally: Tally, row: SlabRow): Tally;
  dropEntity(tally: Tally, key: string): Tally;
  /** Drops slabs that start before this: those of a minute, or all but pages. */
  dropSlabs(tally: Tally, before: number, which: "minutes" | "all"): Tally;
}

/** `prefix` names the tables: of the checkpoint, or of what is sealed. Inside the caller's transaction. */
export function rowWrites(connection: DatabaseSync, prefix: "" | "sealed_"): RowWrites {
  const [entity, slab] = [`${prefix}entity`, `${prefix}slab`];
  const one = "minutes = ? AND measure = ? AND start = ?";
  const oldEntity = connection.prepare(`SELECT checksum FROM ${entity} WHERE key = ?`);
  const putEntity = connection.prepare(`
    INSERT INTO ${entity} (key, first_at, last_at, live, checksum, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at,
      live = excluded.live, checksum = excluded.checksum, body = excluded.body`);
  const noEntity = connection.prepare(`DELETE FROM ${entity} WHERE key = ?`);
  const oldSlab = connection.prepare(`SELECT checksum FROM ${slab} WHERE ${one}`);
  const putSlab = connection.prepare(`
    INSERT INTO ${slab} (minutes, measure, start, checksum, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (minutes, measure, start) DO UPDATE SET checksum = excluded.checksum,
      body = excluded.body`);
  const minutes = `${slab} WHERE minutes = 1 AND start < ?`;
  const past = connection.prepare(`SELECT checksum FROM ${minutes}`);
  const noPast = connection.prepare(`DELETE FROM ${minutes}`);
  const pastAll = connection.prepare(
    `SELECT checksum FROM ${slab} WHERE minutes <> 0 AND start < ?`,
  );
  const noPastAll = connection.prepare(`DELETE FROM ${slab} WHERE minutes <> 0 AND start < ?`);
  return {
    entity(tally, row) {
      const { key, first_at, last_at, live, checksum, body } = entityColumns(row);
      const before = checksumIn(oldEntity, key);
      putEntity.run(key, first_at, last_at, live, checksum, body);
      return replaced(tally, before, checksum);
    },
    slab(tally, row) {
      const { minutes, measure, start, checksum, body } = slabColumns(row);
      const before = checksumIn(oldSlab, minutes, measure, start);
      putSlab.run(minutes, measure, start, checksum, body);
      return replaced(tally, before, checksum);
    },
    dropEntity(tally, key) {
      const column = toColumn(key);
      const before = checksumIn(oldEntity, column);
      if (before === null) return tally;
      noEntity.run(column);
      return dropped(tally, before);
    },
    dropSlabs(tally, before, which) {
      const [find, drop] = which === "minutes" ? [past, noPast] : [pastAll, noPastAll];
      let kept = tally;
      for (const row of find.iterate(before)) kept = dropped(kept, Number(row.checksum));
      drop.run(before);
      return kept;
    },
  };
}

/** Inside the caller's transaction: writes the rows and returns the mark that describes all rows. */
export function checkpointWrites(rows: RowWrites): WriteRows {
  return (mark, { position, fold, entities, slabs, minutesFrom }) => ({
    position,
    fold,
    entities: entities.reduce(rows.entity, mark.entities),
    slabs: rows.dropSlabs(slabs.reduce(rows.slab, mark.slabs), minutesFrom, "minutes"),
  });
}

const dropped = ({ count, sum }: Tally, checksum: number): Tally => ({
  count: count - 1,
  sum: sum ^ checksum,
});

function checksumIn(statement: StatementSync, ...key: (string | number)[]): number | null {
  const row = statement.get(...key);
  return row === undefined ? null : Number(row.checksum);
}

function replaced(tally: Tally, before: number | null, after: number): Tally {
  if (before === null) return { count: tally.count + 1, sum: tally.sum ^ after };
  return { count: tally.count, sum: tally.sum ^ before ^ after };
}
