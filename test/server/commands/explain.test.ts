/** `deskpulse explain`: from files and from a store, with a sentence for each part. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { explainCommand } from "../../../server/commands/explain.ts";
import { UsageError } from "../../../server/commands/options.ts";
import { configOf } from "../../../server/config.ts";
import { closeCore, openCore } from "../../../server/core.ts";
import { openSqliteStore } from "../../../server/store/sqlite/open.ts";
import { manualClock } from "../../../shared/time/clock.ts";
import { send } from "../../laws/world.ts";
import { handled, MONDAY, several, WEEK_MS } from "../explain/why-desk.ts";

const folder = mkdtempSync(join(tmpdir(), "deskpulse-explain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const config = configOf({ DESKPULSE_STORE: join(folder, "desk.db"), DESKPULSE_PORT: "0" });
const explained = (...args: string[]) =>
  explainCommand(
    config,
    args,
    () => {},
    () => {},
  );

const weeks = [
  ...several(10, { id: "a", at: MONDAY, seconds: 100 }),
  ...several(10, { id: "b", at: MONDAY + 86_400_000, seconds: 200, channel: "chat" }),
  ...several(5, { id: "c", at: MONDAY + WEEK_MS, seconds: 100 }),
  ...several(15, { id: "d", at: MONDAY + WEEK_MS + 86_400_000, seconds: 200, channel: "chat" }),
];

test("[WHY8] from files: the numbers and their sentences; nothing was known in time", async () => {
  const file = join(folder, "weeks.ndjson");
  writeFileSync(file, weeks.map((event) => JSON.stringify(event)).join("\n"));
  const told = await explained("--events", file, "--kpi", "aht.mean", "--period", "2026-W11");
  expect([told.difference, told.basis, told.late]).toEqual([25, "loaded_later", null]);
  expect(told.sentences).toEqual({
    headline: "AHT, All teams: up 0:25, from 2:30 (2026-W10) to 2:55 (2026-W11)",
    parts: [
      "Phone: +0:16 because its share went from 50% to 25%",
      "Chat: +0:09 because its share went from 50% to 75%",
    ],
    notes: [
      "No clear change: it may be chance",
      "Nothing of it was known when the period ended, so what came late cannot be told",
    ],
  });
});

test("[WHY4] from a store, as it was told: what came late is told apart", async () => {
  const store = await openSqliteStore(config.store);
  const clock = manualClock(MONDAY);
  const core = await openCore({ store, clock });
  for (const event of weeks.sort((a, b) => (a.time < b.time ? -1 : 1))) {
    clock.set(Math.max(clock.now(), Date.parse(event.time)));
    await send(core, [event]);
  }
  clock.set(MONDAY + 3 * WEEK_MS);
  await send(core, handled({ id: "late", at: MONDAY + WEEK_MS, seconds: 595, agentId: "ben" }));
  await closeCore(core);
  const told = await explained("--kpi", "aht.mean", "--period", "2026-W11", "--lang", "nl");
  expect([told.difference, told.basis, told.late]).toEqual([
    45,
    "known_in_time",
    { before: 0, after: 20 },
  ]);
  expect(told.sentences.parts[2]).toBe(
    "Late gegevens: +0:20, pas bekend na afloop van de periodes",
  );
});

test("[WHY7] what it cannot answer is one clear sentence", async () => {
  const sentence = (...args: string[]) =>
    explained(...args).catch((problem: unknown) =>
      problem instanceof UsageError ? problem.message : problem,
    );
  expect(await sentence()).toMatch(/explain --kpi ID/);
  expect(await sentence("--kpi", "backlog.open")).toMatch(/asOf/);
  expect(await sentence("--kpi", "aht.mean", "--lang", "de")).toMatch(/nl, fr, en/);
});
