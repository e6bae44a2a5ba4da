/** What a start notes about versions. */
import { expect, test } from "vitest";
import type { Happened } from "../../../server/accounts/audit-log.ts";
import { noteVersions } from "../../../server/accounts/audit-versions.ts";
import { openMemoryStore } from "../../../server/store/memory/memory-store.ts";

test("[SEC-11] a start notes which definitions and which version of the product changed, once", async () => {
  const store = openMemoryStore();
  const noted: Happened[] = [];
  const audit = { note: async (entry: Happened) => void noted.push(entry) };
  const start = (product: string, definitions: Record<string, number>) =>
    noteVersions(store, audit, { product, definitions });
  await start("0.1.0", { "csat.score": 1, "nps.score": 1, "frt.p50": 2 });
  await start("0.1.0", { "csat.score": 1, "nps.score": 1, "frt.p50": 2 });
  expect(noted).toEqual([]);
  await start("0.2.0", { "csat.score": 2, "nps.score": 1, "ces.agree": 1 });
  await start("0.2.0", { "csat.score": 2, "nps.score": 1, "ces.agree": 1 });
  expect(noted.map(({ action, detail }) => [action, detail])).toEqual([
    ["version.changed", { from: "0.1.0", to: "0.2.0" }],
    ["definitions.changed", { "csat.score": 2, "frt.p50": "gone", "ces.agree": 1 }],
  ]);
});
