/** Every figure against a slow, separate computation of it, on generated weeks (KPIS.md). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { catalog } from "../../shared/kpi/catalog.ts";
import { compared, MISSING, UNDEFINED } from "./compare.ts";
import { week } from "./days/days.ts";
import { differencesOf } from "./week.ts";

test("[R1] every figure of everybody is what the words of its definition say", async () => {
  await fc.assert(
    fc.asyncProperty(week, fc.integer(), async (one, seed) => {
      expect(await differencesOf(one, seed)).toEqual([]);
    }),
    { numRuns: 200 * Number(process.env.LAW_RUNS ?? 1) },
  );
  const all = catalog.map(({ id }) => id).filter((id) => !UNDEFINED.includes(id));
  const seldom = all.filter((id) => !MISSING.includes(id) && (compared.get(id) ?? 0) < 50);
  expect(seldom, "compared too seldom to prove anything").toEqual([]);
}, 600_000);
