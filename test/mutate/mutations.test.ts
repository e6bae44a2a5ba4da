/** The list of deliberate mistakes does not rot: each finds its place, and nothing is left out. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { catalog } from "../../shared/kpi/catalog.ts";
import { formulas } from "./formulas.ts";
import { mutated } from "./mutation.ts";
import { rules } from "./rules.ts";

const ROOT = join(import.meta.dirname, "../..");
const all = [...rules, ...formulas].map((one) => [`${one.breaks[0]}: ${one.says}`, one] as const);

test.each(all)("[MUT1] %s: the text it replaces stands exactly once", (_, one) => {
  const text = readFileSync(join(ROOT, one.file), "utf8");
  expect(mutated(text, one)).not.toBe(text);
});

test("[MUT2] every rule and every KPI is broken at least once, and nothing else", () => {
  const ids = catalog.map(({ id }) => id);
  const numbers = Array.from({ length: 14 }, (_, at) => `R${at + 1}`);
  expect([...new Set(formulas.flatMap(({ breaks }) => breaks))].sort()).toEqual(ids.sort());
  expect([...new Set(rules.flatMap(({ breaks }) => breaks))].sort()).toEqual(numbers.sort());
});
