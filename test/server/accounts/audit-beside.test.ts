/** The audit log on a real file: written by two processes at once, and read by the command line. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { nameOf } from "../../../server/accounts/audit-chain.ts";
import { createAuditLog } from "../../../server/accounts/audit-log.ts";
import { adminCommand } from "../../../server/commands/admin.ts";
import { configOf } from "../../../server/config.ts";
import type { Store } from "../../../server/store/store.ts";
import { systemClock } from "../../../shared/time/clock.ts";
import { type FilePlace, filePlace } from "../store/place.ts";

const CHILD = join(import.meta.dirname, "audit-child.ts");

let place: FilePlace | null = null;
let store: Store | null = null;

async function open() {
  place = await filePlace();
  store = await place.open();
  const config = configOf({ DESKPULSE_STORE: place.file });
  const audit = createAuditLog(store, () => systemClock.now());
  return {
    file: place.file,
    store,
    audit,
    admin: (...args: string[]) => adminCommand(config, args),
  };
}

afterEach(async () => {
  await store?.close();
  await place?.remove();
  store = null;
  place = null;
});

test("[SEC-11] the server and two commands that note at once make one whole chain", async () => {
  const { file, audit } = await open();
  const children = [100, 120].map((count) =>
    spawn(process.execPath, [CHILD, file, String(count)], { stdio: "inherit" }),
  );
  let running = children.length;
  const ends = children.map((child) =>
    once(child, "exit").then(([code]) => {
      running -= 1;
      return code;
    }),
  );
  let mine = 0;
  while (running > 0) {
    await audit.note({ actor: "u1", role: "admin", action: "targets.changed" });
    mine += 1;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await Promise.all(ends)).toEqual([0, 0]);
  const actors = (await audit.page({ limit: 10_000 })).entries.map(({ actor }) => actor);
  const turns = actors.filter((actor, index) => actor !== actors[index + 1]).length;
  expect(turns).toBeGreaterThan(3); // they did take turns
  expect(await audit.verify()).toMatchObject({ ok: true, count: mine + 220 });
});

test("[SEC-11] the command line verifies the chain beside the server, against a head noted earlier", async () => {
  const { store, audit, admin } = await open();
  await audit.note({ actor: "u1", role: "admin", action: "targets.changed" });
  const said = await admin("verify-audit");
  expect(said).toMatch(/^The audit log is whole: 1 entry.*\nHead: [0-9a-f]{64}$/);
  const head = said.slice(-64);
  await audit.note({ actor: "u1", role: "admin", action: "key.made", subject: "k1" });
  expect(await admin("verify-audit", "--head", head)).toContain("2 entries");
  await expect(admin("verify-audit", "--head", "0".repeat(63))).rejects.toThrow(/64/);
  await expect(admin("verify-audit", "--head", "ab".repeat(32))).rejects.toThrow(/nowhere/);
  const text = (await store.setting(nameOf(2))) ?? "";
  await store.putSetting(nameOf(2), text.replace("k1", "k2"));
  await expect(admin("verify-audit")).rejects.toThrow(/NOT whole.*entry 2/);
});

test("[SEC-11] the command line prints the entries of a time, oldest first", async () => {
  const { audit, admin } = await open();
  for (const subject of ["k1", "k2"]) {
    await audit.note({ actor: "u1", role: "admin", action: "key.made", subject, detail: { a: 1 } });
  }
  const lines = (await admin("audit")).split("\n");
  expect(lines.length).toBe(2);
  expect(lines[0]).toMatch(/^1 {2}\d{4}-\S+Z {2}key\.made {2}by u1 \(admin\) {2}on k1 {2}a=1$/);
  expect(await admin("audit", "--since", "2999-01-01")).toBe("no entries");
  await expect(admin("audit", "--since", "yesterday")).rejects.toThrow(/2026-01-31/);
});

test("[SEC-11] [REL-12] a backup and a restore are noted, and say the head of the audit log", async () => {
  const { file, audit, admin } = await open();
  const said = await admin("backup", `${file}.backup`);
  const head = /audit log {4}([0-9a-f]{64})/.exec(said)?.[1] ?? "";
  await audit.note({ actor: "u1", role: "admin", action: "targets.changed" });
  expect(await admin("verify-audit", "--head", head)).toContain("2 entries");
  await store?.close();
  store = null;
  expect(await admin("restore", `${file}.backup`)).toMatch(/audit log {4}[0-9a-f]{64}/);
  const lines = (await admin("audit")).split("\n");
  expect(lines.length).toBe(1);
  expect(lines[0]).toMatch(
    /^1 {2}\S+ {2}backup\.restored {2}by command {2}digest=[0-9a-f]{64} {2}position=0$/,
  );
  await expect(admin("verify-audit", "--head", head)).rejects.toThrow(/nowhere/);
});
