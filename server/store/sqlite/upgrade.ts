/** An older file becomes a new one: a copy first, then all steps in one transaction (REL-13). */
import { renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { StoreCorrupt } from "../store.ts";
import { transaction } from "./connection.ts";
import { syncFolder } from "./file.ts";
import { putPair } from "./meta.ts";
import type { Schema } from "./schema.ts";

/** The name of the copy. */
export function upgrade(
  connection: DatabaseSync,
  file: string,
  from: number,
  schema: Schema,
): string {
  const copy = copyBefore(connection, file, schema.version);
  transaction(connection, () => {
    for (let version = from; version < schema.version; version++) {
      const step = schema.upgrades[version];
      if (step === undefined) throw noWay(file, version);
      step(connection);
    }
    putPair(connection, "meta", "version", String(schema.version));
  });
  return copy;
}

const noWay = (file: string, version: number): StoreCorrupt =>
  new StoreCorrupt(
    `${file} has version ${version}, which this Deskpulse cannot upgrade. Upgrade it with an earlier one first.`,
  );

/** Through SQLite, so that what is still in the WAL is in the copy too. */
function copyBefore(connection: DatabaseSync, file: string, version: number): string {
  const copy = `${file}.before-v${version}`;
  const unborn = `${copy}.new`;
  rmSync(unborn, { force: true });
  connection.prepare("VACUUM INTO ?").run(unborn);
  renameSync(unborn, copy);
  syncFolder(dirname(file));
  return copy;
}
