/** `deskpulse admin connect`: beside a running server, which takes calls by it and asks by it at once. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { adminCommand } from "../../../server/commands/admin.ts";
import { type Served, serve } from "../../../server/commands/serve.ts";
import type { Config } from "../../../server/config.ts";
import { type VendorServer, vendorServer } from "../../support/vendors/vendor-server.ts";
import { signedHeaders } from "../../support/vendors/zendesk.ts";

const SOURCE = "/acme/zendesk/main";
let folder = "";
let config: Config;
let served: Served;
let vendor: VendorServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "deskpulse-connect-"));
  config = { port: 0, store: join(folder, "desk.db"), host: "127.0.0.1" };
  served = await serve({ config, say: () => {} });
  vendor = await vendorServer({
    now: () => Date.now(),
    authorization: "Bearer let-me-in",
    play: () => ({ body: { users: [], meta: { has_more: false } } }),
  });
});
afterEach(async () => {
  await served.stop();
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `${text}\n`);
  return path;
};
const admin = (...args: string[]) => adminCommand(config, args);

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come about");
}

test("[SCR-14] one command gives the address; the secret the system shows is given back by a file", async () => {
  const said = await admin("connect", SOURCE);
  const [, key] = /\/api\/v1\/sources\/(k_[\w-]+)/.exec(said) ?? [];
  expect(said).toMatch(/with this secret, shown once: dp_/);
  expect(said).toContain("server/sources/zendesk/README.md");
  const secret = "the-secret-that-zendesk-shows";
  const again = await admin("connect", SOURCE, "--secret-file", file("secret", secret));
  expect(again).toContain(`/api/v1/sources/${key}`);
  expect(again).not.toContain(secret);
  const body = "{}";
  const call = async () => {
    const headers = signedHeaders(secret, body, Date.now());
    const url = `${served.url}/api/v1/sources/${key}`;
    return (await fetch(url, { method: "POST", headers, body })).status;
  };
  await until(async () => (await call()) === 200);
});

test("[SCR-14] with --base it is asked at once, with what a file says; and no longer when it is ended", async () => {
  const password = ["--password-file", file("token", "let-me-in")];
  expect(await admin("connect", SOURCE, "--base", vendor.url, ...password)).toMatch(
    /it is asked at/,
  );
  await until(() => vendor.asked.some(({ status }) => status === 200));
  await until(async () => /read up to 20\d\d.*well/.test(await admin("connections")));
  expect(await admin("connections")).not.toContain("let-me-in");
  await admin("disconnect", SOURCE);
  expect(await admin("connections")).toBe("");
});

test("[SCR-14] what cannot be is told: an unknown system, an open network, another address without its credential", async () => {
  await expect(admin("connect", "/acme/nonsense/main")).rejects.toThrow(
    /the connectors are .*zendesk/,
  );
  await expect(admin("connect", SOURCE, "--base", "http://zendesk.example.com")).rejects.toThrow(
    /begins with https/,
  );
  await admin("connect", SOURCE, "--base", vendor.url, "--password-file", file("token", "wrong"));
  await expect(admin("connect", SOURCE, "--base", "https://other.example.com")).rejects.toThrow(
    /its credential entered again/,
  );
  await until(async () => /401/.test(await admin("connections")));
  await expect(admin("disconnect", "/acme/zendesk/other")).rejects.toThrow(/it is not asked/);
});

test("[SEC-8] the secret of a client goes nowhere in the clear, and no address holds a password", async () => {
  const password = ["--password-file", file("token", "let-me-in")];
  const client = ["--client-id", "app", "--token-url", "http://login.example.net/token"];
  const at = (base: string) => ["connect", SOURCE, "--base", base, ...password];
  await expect(admin(...at(vendor.url), ...client)).rejects.toThrow(
    "credential.tokenUrl begins with https://",
  );
  await expect(admin(...at("https://u:p@acme.example"))).rejects.toThrow(/no user and no password/);
  expect(await admin("connections")).toBe("");
});

test("[EVENTS 10.8] a survey tool is connected with its mapping, which is kept; without one it cannot be read", async () => {
  const source = "/acme/survey/nps";
  await expect(admin("connect", source)).rejects.toThrow(
    /--options FILE: its settings: kind is required/,
  );
  const mapping = {
    kind: "nps",
    fields: { surveyId: "id", time: "at", score: "score" },
  };
  const said = await admin(
    "connect",
    source,
    "--options",
    file("map.json", JSON.stringify(mapping)),
  );
  const [, key] = /\/api\/v1\/sources\/(k_[\w-]+)/.exec(said) ?? [];
  const [, secret = ""] = /shown once: (\S+)/.exec(said) ?? [];
  const answer = await fetch(`http://127.0.0.1:${served.port}/api/v1/sources/${key}`, {
    method: "POST",
    headers: { "x-deskpulse-key": secret },
    body: JSON.stringify({ id: 1, at: new Date().toISOString(), score: 9 }),
  });
  expect(await answer.json()).toMatchObject({ accepted: 1 });
  expect(await admin("connect", source)).toContain(`/api/v1/sources/${key}`);
  expect(await admin("connections")).not.toContain(source);
});
