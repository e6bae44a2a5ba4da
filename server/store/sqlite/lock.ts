/**
 * One owner at a time: an exclusive transaction on FILE.lock, an empty SQLite file, for as long as
 * the store is open. The operating system drops it when the process ends, however it ends.
 */
import { DatabaseSync } from "node:sqlite";
import { StoreLocked } from "../store.ts";
import { codeOf } from "./problem.ts";

const BUSY = 5;

/** Takes the lock; the function returned gives it back. */
export function lock(file: string): () => void {
  const connection = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    connection.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    if (codeOf(error) !== BUSY) throw error;
    throw new StoreLocked(
      `${file} is open in another Deskpulse process. Stop that one first, or use another file.`,
    );
  }
  return () => connection.close();
}
