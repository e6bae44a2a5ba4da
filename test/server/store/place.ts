/** Files for tests: a folder of their own each, gone afterwards. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore, type SqliteOptions } from "../../../server/store/sqlite/open.ts";
import type { Place } from "../../contract/store.contract.ts";

export interface FilePlace extends Place {
  readonly folder: string;
  readonly file: string;
}

export async function filePlace(options: SqliteOptions = {}): Promise<FilePlace> {
  const folder = mkdtempSync(join(tmpdir(), "deskpulse-store-"));
  const file = join(folder, "desk.db");
  return {
    folder,
    file,
    keeps: true,
    open: () => openSqliteStore(file, options),
    remove: async () => rmSync(folder, { recursive: true }),
  };
}
