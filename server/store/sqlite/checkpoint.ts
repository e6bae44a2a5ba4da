/** Writes a checkpoint's rows and keeps the tally of all rows' checksums (REL-7, REL-8). */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Checkpoint, EntityRow, SlabRow } from "../store.ts";
import type { CheckpointMark, Tally } from "./meta.ts";
import { entityColumns, slabColumns } from "./row.ts";

type WriteRows = (mark: CheckpointMark, checkpoint: Checkpoint) => CheckpointMark;

const PUT_ENTITY = `
  INSERT INTO entity (key, first_at, last_at, live, checksum, body) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (key) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at,
    live = excluded.live, checksum = excluded.checksum, body = excluded.body`;

const PUT_SLAB = `
  INSERT INTO slab (minutes, measure, start, checksum, body) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (minutes, measure, start) DO UPDATE SET checksum = excluded.checksum,
    body = excluded.body`;

const OLD_SLAB = "SELECT checksum FROM slab WHERE minutes = ? AND measure = ? AND start = ?";

/** Inside the caller's transaction: writes the rows and returns the mark that describes all rows. */
export function checkpointWrites(connection: DatabaseSync): WriteRows {
  const oldEntity = connection.prepare("SELECT checksum FROM entity WHERE key = ?");
  const putEntity = connection.prepare(PUT_ENTITY);
  const oldSlab = connection.prepare(OLD_SLAB);
  const putSlab = connection.prepare(PUT_SLAB);
  const past = connection.prepare("SELECT checksum FROM slab WHERE minutes = 1 AND start < ?");
  const dropPast = connection.prepare("DELETE FROM slab WHERE minutes = 1 AND start < ?");

  const writeEntity = (tally: Tally, row: EntityRow): Tally => {
    const columns = entityColumns(row);
    const { key, first_at, last_at, live, checksum, body } = columns;
    const before = checksumIn(oldEntity, key);
    putEntity.run(key, first_at, last_at, live, checksum, body);
    return replaced(tally, before, checksum);
  };
  const writeSlab = (tally: Tally, row: SlabRow): Tally => {
    const { minutes, measure, start, checksum, body } = slabColumns(row);
    const before = checksumIn(oldSlab, minutes, measure, start);
    putSlab.run(minutes, measure, start, checksum, body);
    return replaced(tally, before, checksum);
  };
  return (mark, { position, fold, entities, slabs, minutesFrom }) => {
    let kept = slabs.reduce(writeSlab, mark.slabs);
    for (const row of past.iterate(minutesFrom)) {
      kept = { count: kept.count - 1, sum: kept.sum ^ Number(row.checksum) };
    }
    dropPast.run(minutesFrom);
    return { position, fold, entities: entities.reduce(writeEntity, mark.entities), slabs: kept };
  };
}

function checksumIn(statement: StatementSync, ...key: (string | number)[]): number | null {
  const row = statement.get(...key);
  return row === undefined ? null : Number(row.checksum);
}

function replaced(tally: Tally, before: number | null, after: number): Tally {
  if (before === null) return { count: tally.count + 1, sum: tally.sum ^ after };
  return { count: tally.count, sum: tally.sum ^ before ^ after };
}
