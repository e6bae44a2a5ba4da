/** What is too old leaves the file, and what is kept of it is sealed (PRIV-6). */
import type { DatabaseSync } from "node:sqlite";
import type { Places, Retirement } from "../store.ts";
import type { RowWrites } from "./checkpoint.ts";
import { type LogRow, without } from "./log.ts";
import { type CheckpointMark, NO_CHECKPOINT, readSealed, writeMark, writeSealed } from "./meta.ts";
import { query } from "./query.ts";

/** Inside the caller's transaction; the mark of the checkpoint after it. */
export function retire(
  connection: DatabaseSync,
  rows: RowWrites,
  sealed: RowWrites,
  mark: CheckpointMark,
  retirement: Retirement,
): CheckpointMark {
  const { sealedSlabs, sealedEntities, unsealed, entities, gone, slabsFrom } = retirement;
  const before = readSealed(connection) ?? NO_CHECKPOINT;
  const kept = sealedEntities.reduce(sealed.entity, before.entities);
  const slabs = sealedSlabs.reduce(sealed.slab, before.slabs);
  writeSealed(connection, {
    entities: unsealed.reduce(sealed.dropEntity, kept),
    slabs: sealed.dropSlabs(slabs, slabsFrom, "all"),
  });
  const next = {
    ...mark,
    entities: gone.reduce(rows.dropEntity, entities.reduce(rows.entity, mark.entities)),
    slabs: rows.dropSlabs(mark.slabs, slabsFrom, "all"),
  };
  writeMark(connection, next);
  return next;
}

const ROW = "SELECT first, last, received_at, checksum, body FROM log";

/** Inside the caller's transaction. A row without any event stays: its positions were given. */
export function removeEvents(connection: DatabaseSync, events: readonly Places[]): void {
  const find = query<LogRow>(connection, `${ROW} WHERE first = ?`);
  const put = connection.prepare("UPDATE log SET checksum = ?, body = ? WHERE first = ?");
  for (const { first, places } of events) {
    const row = find.get(first);
    if (row === undefined) continue;
    const { checksum, body } = without(row, places);
    put.run(checksum, body, first);
  }
}
