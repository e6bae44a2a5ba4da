/** The command line as people use it: real processes, on a store of their own. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Ran, workplace } from "../../support/process.ts";

const place = workplace();
afterAll(() => place.remove());

const MAIN = join(import.meta.dirname, "../../../server/main.ts");
const EVENTS = join(import.meta.dirname, "../../../fixtures/events/one-of-each.ndjson");
const SOURCE = "/acme/zendesk/main";

/** A failure that helps: told on stderr, without a stack trace, and the exit code says so. */
function expectSentence({ code, out, err }: Ran, sentence: RegExp): void {
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/\n\s+at |node:internal|ZodError/);
  expect(out).toBe("");
  expect(code).toBe(1);
}

test("[CLI1] a command that does not exist is answered with those that do", async () => {
  expectSentence(
    await place.run("serv"),
    /serve[\s\S]*demo[\s\S]*import[\s\S]*figures[\s\S]*admin/,
  );
});

test("[PRIV-3][SEC-2] what the server writes is for its own user alone", async () => {
  const server = await place.start();
  const modes = readdirSync(place.folder).map((name) => [
    name,
    (statSync(join(place.folder, name)).mode & 0o777).toString(8),
  ]);
  await server.stop();
  expect(modes.length).toBeGreaterThan(2);
  expect(modes.filter(([, mode]) => mode !== "600")).toEqual([]);
});

test("[CLI3] a key made beside a running server opens its door, and import goes through it", async () => {
  const server = await place.start();
  try {
    const key = await place.key(SOURCE);
    const post = () => place.run("import", EVENTS, "--url", server.url, "--key", key);
    expect((await post()).out).toMatch(/20 events taken, 0 were there already, 0 refused/);
    expect((await post()).out).toMatch(/0 events taken, 20 were there already, 0 refused/);
    const wrong = await place.run("import", EVENTS, "--url", server.url, "--key", "dp_wrong");
    expectSentence(wrong, /own key.*admin -- key/);
    expectSentence(await place.run("import", EVENTS), /another Deskpulse[\s\S]*--url and --key/);
    expectSentence(await place.run("serve"), /open in another Deskpulse/);
  } finally {
    await server.stop();
  }
}, 600_000);

const OLD = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => {
  if (!existsSync(path)) return false;
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 24) < 24;
});

// Known: a Node that cannot read TypeScript never reaches the guard in main.ts. When it does, this
// test says so, and becomes an ordinary one.
test.skipIf(OLD === undefined).fails("[CLI6] too old a Node gets one clear sentence", () => {
  const ran = spawnSync(OLD ?? "", [MAIN, "serve"], { encoding: "utf8" });
  expectSentence({ code: ran.status, out: ran.stdout, err: ran.stderr }, /needs Node 24/);
});
