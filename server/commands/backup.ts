/** `deskpulse admin backup FILE` and `restore FILE` (REL-12), each told in a few lines. */
import type { Clock } from "../../shared/time/clock.ts";
import type { Config } from "../config.ts";
import { type Backup, backUp } from "../store/sqlite/backup.ts";
import { restore } from "../store/sqlite/restore.ts";
import { withAudit } from "./admin-audit.ts";

const named = ({ position, digest }: Pick<Backup, "position" | "digest">): string =>
  `log position ${position}\ndigest       sha256:${digest}`;

/** Notes it in the audit log, and says the head to note down; what was done stays done when it cannot. */
async function noted(
  config: Config,
  action: "backup.made" | "backup.restored",
  { position, digest }: Pick<Backup, "position" | "digest">,
): Promise<string> {
  try {
    return await withAudit(config, async (audit) => {
      await audit.note({ actor: "command", role: null, action, detail: { position, digest } });
      const verified = await audit.verify();
      return verified.ok
        ? `audit log    ${verified.head}`
        : `The audit log is NOT whole: see deskpulse admin verify-audit.`;
    });
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    return `This could not be noted in the audit log: ${why}`;
  }
}

/** Beside a running server or without one. Throws as `backUp` does. */
export async function backupCommand(config: Config, target: string, clock: Clock): Promise<string> {
  const { store } = config;
  const made = backUp(store, target, clock.now());
  const megabytes = (made.bytes / 1_000_000).toFixed(1);
  const lines = [
    `${made.file} (${megabytes} MB) is a backup of ${store}; every checksum in it was read.`,
    named(made),
    await noted(config, "backup.made", made),
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
export async function restoreCommand(config: Config, backup: string): Promise<string> {
  const { store } = config;
  const restored = restore(store, backup);
  const made = new Date(restored.at).toISOString();
  return [
    `${store} is now the backup of ${made}: its digest and every checksum were right.`,
    named(restored),
    await noted(config, "backup.restored", restored),
    restored.before === null ? "There was no store before." : `What was there: ${restored.before}`,
    `${store}.key and ${store}.erasures stay as they are; erasures are made again at the next start.`,
  ].join("\n");
}
