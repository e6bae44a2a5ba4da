/** One SQLite connection the way every part of the store wants it. */
import { DatabaseSync } from "node:sqlite";

/** Opens a connection; tests hand in one whose statements fail. */
export type Connect = (file: string, options: { readonly readOnly: boolean }) => DatabaseSync;

/** How long to wait for an admin command's small write before giving up. */
const BUSY_MS_MAX = 5000;
/** A WAL that grew is cut back to this when it starts anew. */
const WAL_BYTES_KEPT = 64 * 1024 * 1024;

/**
 * synchronous=FULL: a commit returns once it is on disk (REL-5). secure_delete=ON: what is removed is
 * overwritten, so that an erased person is in no free page either (PRIV-8).
 */
const ALWAYS = `
  PRAGMA synchronous = FULL;
  PRAGMA journal_size_limit = ${WAL_BYTES_KEPT};
  PRAGMA cache_size = -16000;
  PRAGMA cell_size_check = ON;
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
`;

export const connect: Connect = (file, { readOnly }) => {
  const connection = new DatabaseSync(file, { readOnly, timeout: BUSY_MS_MAX });
  try {
    connection.exec(ALWAYS);
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
};

/** All of `work` is on disk when this returns, or none of it. */
export function transaction<T>(connection: DatabaseSync, work: () => T): T {
  connection.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    connection.exec("COMMIT");
    return result;
  } catch (error) {
    if (connection.isTransaction) connection.exec("ROLLBACK");
    throw error;
  }
}
