/** The install secret: made once, beside the store, for its owner only. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { installSecret, secretFile, secretFor } from "../../../server/accounts/install-secret.ts";

const folder = mkdtempSync(join(tmpdir(), "deskpulse-secret-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("[PRIV-2] it is made once, has 32 bytes, and only its owner can read it", () => {
  const store = join(folder, "one.db");
  const secret = installSecret(store);
  expect(secret).toHaveLength(32);
  expect(installSecret(store)).toEqual(secret);
  expect(statSync(secretFile(store)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["one.db.key"]);
  expect(installSecret(join(folder, "two.db"))).not.toEqual(secret);
});

test("[PRIV-2] a file that others could read is closed to them again", () => {
  const store = join(folder, "open.db");
  installSecret(store);
  chmodSync(secretFile(store), 0o644);
  installSecret(store);
  expect(statSync(secretFile(store)).mode & 0o777).toBe(0o600);
});

test("[PRIV-2] a file that is none is never replaced: a sentence says what is at stake", () => {
  const store = join(folder, "bad.db");
  writeFileSync(secretFile(store), "");
  expect(() => installSecret(store)).toThrow(/put the right file back/);
});

test("[PRIV-2] another use has another secret, always the same", () => {
  const secret = installSecret(join(folder, "one.db"));
  expect(secretFor(secret, "session-cookie")).toHaveLength(32);
  expect(secretFor(secret, "session-cookie")).toEqual(secretFor(secret, "session-cookie"));
  expect(secretFor(secret, "session-cookie")).not.toEqual(secretFor(secret, "source-key"));
  expect(secretFor(secret, "session-cookie")).not.toEqual(secret);
});

test("[PRIV-2] two processes that start at once get the same", () => {
  const module = join(import.meta.dirname, "../../../server/accounts/install-secret.ts");
  const store = join(folder, "race.db");
  const code = `import { installSecret } from ${JSON.stringify(module)};
    console.log(installSecret(${JSON.stringify(store)}).toString("hex"));`;
  const shell = Array.from({ length: 6 }, () => '"$0" --input-type=module -e "$1" &').join("\n");
  const out = execFileSync("sh", ["-c", `${shell}\nwait`, process.execPath, code], {
    encoding: "utf8",
  });
  const secrets = out.trim().split("\n");
  expect(secrets).toHaveLength(6);
  expect(new Set(secrets).size).toBe(1);
});
