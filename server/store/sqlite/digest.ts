/** The digest of the log: what it holds, in which order, however it is packed (REL-12). */
import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { StoreCorrupt } from "../store.ts";
import { type LogRow, textOf, verify } from "./log.ts";
import { RESTORE } from "./problem.ts";
import { query } from "./query.ts";

export interface LogDigest {
  /** The log position up to which, and with which, this holds; 0: an empty log. */
  readonly position: number;
  /** SHA-256 as 64 hexadecimal digits. */
  readonly digest: string;
}

/**
 * Reads the whole log up to `upTo`, the end of a group (not given: all of it). Throws StoreCorrupt at the
 * first row that is not what was written, and when no group ends at `upTo`.
 */
export function logDigest(connection: DatabaseSync, file: string, upTo = Infinity): LogDigest {
  const hash = createHash("sha256");
  let position = 0;
  for (const row of query<LogRow>(connection, "SELECT * FROM log ORDER BY first").iterate()) {
    if (row.last > upTo) break;
    verify(row, position + 1, file);
    hash.update(`${row.first} ${row.last} ${row.received_at}\n`).update(textOf(row)).update("\n");
    position = row.last;
  }
  if (upTo === Infinity || position === upTo) return { position, digest: hash.digest("hex") };
  throw new StoreCorrupt(`${file}: no group of the log ends at position ${upTo}. ${RESTORE}`);
}
