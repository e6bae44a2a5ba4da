/** Files for tests: a folder of their own each, in memory where there is such a disk. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore, type SqliteOptions } from "../../../server/store/sqlite/open.ts";
import type { Place } from "../../contract/store.contract.ts";

export interface FilePlace extends Place {
  readonly folder: string;
  readonly file: string;
}

/** These tests stop processes, not machines: what fsync adds they cannot see. */
const DISK = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export async function filePlace(options: SqliteOptions = {}): Promise<FilePlace> {
  const folder = mkdtempSync(join(DISK, "deskpulse-store-"));
  const file = join(folder, "desk.db");
  return {
    folder,
    file,
    keeps: true,
    open: () => openSqliteStore(file, options),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}
