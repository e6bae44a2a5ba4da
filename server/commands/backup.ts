/** `deskpulse admin backup FILE` and `restore FILE` (REL-12), each told in a few lines. */
import type { Clock } from "../../shared/time/clock.ts";
import type { Config } from "../config.ts";
import { type Backup, backUp } from "../store/sqlite/backup.ts";
import { restore } from "../store/sqlite/restore.ts";

const named = ({ position, digest }: Pick<Backup, "position" | "digest">): string =>
  `log position ${position}\ndigest       sha256:${digest}`;

/** Beside a running server or without one. Throws as `backUp` does. */
export function backupCommand({ store }: Config, target: string, clock: Clock): string {
  const made = backUp(store, target, clock.now());
  const megabytes = (made.bytes / 1_000_000).toFixed(1);
  const lines = [
    `${made.file} (${megabytes} MB) is a backup of ${store}; every checksum in it was read.`,
    named(made),
  ];
  if (made.checkpoint !== null) {
    lines.push(
      `The checkpoint of the store is damaged (${made.checkpoint}) and not in it: the log rebuilds it.`,
    );
  }
  lines.push(
    `The install secret ${store}.key is not in it: keep a copy of that file apart from your backups.`,
    `Erasures made later are in ${store}.erasures and are made again after a restore: keep that file too.`,
  );
  return lines.join("\n");
}

/** With the server stopped. Throws as `restore` does; then the store is as it was. */
export function restoreCommand({ store }: Config, backup: string): string {
  const restored = restore(store, backup);
  const made = new Date(restored.at).toISOString();
  return [
    `${store} is now the backup of ${made}: its digest and every checksum were right.`,
    named(restored),
    restored.before === null ? "There was no store before." : `What was there: ${restored.before}`,
    `${store}.key and ${store}.erasures stay as they are; erasures are made again at the next start.`,
  ].join("\n");
}
