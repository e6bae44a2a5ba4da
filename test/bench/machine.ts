/** The facts without which no figure means anything, and a place on a real disk. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";

/** Types of statfs(2) that are memory, not a disk. */
const TMPFS = 0x01021994;
const RAMFS = 0x858458f6;

const isDisk = (folder: string): boolean => {
  const { type } = statfsSync(folder);
  return type !== TMPFS && type !== RAMFS;
};

/** A new folder on a disk: the system's own temporary folder, or the project's. */
export function makeFolder(): string {
  if (isDisk(tmpdir())) return mkdtempSync(join(tmpdir(), "deskpulse-bench-"));
  mkdirSync(".data", { recursive: true });
  return mkdtempSync(join(".data", "bench-"));
}

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true });

const git = (...args: string[]): string =>
  execFileSync("git", args, { stdio: ["ignore", "pipe", "ignore"] }).toString();

function commit(): string {
  try {
    const changed = git("status", "--porcelain", "server", "shared").length > 0;
    const at = git("rev-parse", "--short", "HEAD").trim();
    return changed ? `${at} with changes` : at;
  } catch {
    return "unknown";
  }
}

export function machine(folder: string): string {
  const [cpu] = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  const load = loadavg().map((one) => one.toFixed(1));
  return [
    `${availableParallelism()} cores (${cpu?.model.trim() ?? "unknown"}), ${gigabytes} GB, load ${load.join(" ")} before we began`,
    `node ${process.version} on ${process.platform}, commit ${commit()}, stores in ${folder}`,
  ].join("\n");
}
