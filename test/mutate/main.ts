/**
 * `npm run mutate`: makes each listed mistake in a copy of the product and says which test noticed.
 * Fails when one goes unnoticed, cannot be made, or when what should notice it fails without it.
 */
import { makeCopy } from "./copy.ts";
import { formulas } from "./formulas.ts";
import type { Mutation } from "./mutation.ts";
import { twinOf } from "./rounds.ts";
import { rules } from "./rules.ts";
import { judged, openTests } from "./run.ts";

interface Row {
  readonly what: string;
  readonly says: string;
  /** null: nobody. */
  readonly by: string | null;
  readonly seconds: number;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const copy = makeCopy();
const formulasCopy = makeCopy();
process.on("exit", () => {
  copy.remove();
  formulasCopy.remove();
});
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

const rows: Row[] = [];
const note = (row: Row) => {
  rows.push(row);
  say(`| ${row.what} | ${row.says} | ${row.by ?? "**nobody**"} | ${row.seconds.toFixed(1)} |`);
};
const since = (began: number) => (performance.now() - began) / 1000;

/** Makes one mistake, runs its tests, and undoes it. */
async function tried(mutation: Mutation, tests: readonly string[]): Promise<string | null> {
  const undo = copy.make(mutation);
  suite.forget(mutation.file);
  try {
    const [first = null] = await suite.failing(tests);
    return first;
  } finally {
    undo();
    suite.forget(mutation.file);
  }
}

const began = performance.now();
const files = [...new Set([...rules, ...formulas].flatMap(({ tests = [] }) => tests))];
for (const [index, mutation] of formulas.entries()) {
  formulasCopy.formulasWith(mutation, twinOf(index));
}
const judging = judged(formulasCopy.root);
const suite = await openTests(copy.root);
const before = await suite.failing(files);
for (const line of before) say(`fails without any mistake: ${line}`);

say("| broken | how | noticed by | s |\n| --- | --- | --- | --- |");
for (const rule of rules) {
  const start = performance.now();
  const by = await tried(rule, rule.tests);
  note({ what: rule.breaks.join(" "), says: rule.says, by, seconds: since(start) });
}

const { seen, seconds } = await judging;
const each = seconds / formulas.length;
const wrong = seen.filter(({ mutation }) => mutation === -1);
for (const { kpi, by } of wrong) say(`differs without any mistake: ${kpi} (${by})`);
for (const [index, mutation] of formulas.entries()) {
  for (const kpi of mutation.breaks) {
    const found = seen.find((one) => one.mutation === index && one.kpi === kpi);
    const own = performance.now();
    const by = found?.by ?? (mutation.tests ? await tried(mutation, mutation.tests) : null);
    note({ what: kpi, says: mutation.says, by, seconds: found ? each : since(own) });
  }
}

const survived = rows.filter(({ by }) => by === null);
const mistakes = rules.length + formulas.length;
const ids = new Set(formulas.flatMap(({ breaks }) => breaks)).size;
say(
  `\n${mistakes} mistakes in R1–R14 and ${ids} KPIs, ${rows.length} rows: ${rows.length - survived.length} noticed, ` +
    `${survived.length} not; ${since(began).toFixed(0)} s`,
);
for (const { what, says } of survived) say(`nobody noticed: ${what}, ${says}`);
await suite.close();
process.exitCode = survived.length + before.length + wrong.length === 0 ? 0 : 1;
