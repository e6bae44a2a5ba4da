/**
 * Breaks formulas and asks the golden cases and the oracle, which compare KPI by KPI. Runs in a copy
 * that has a folder of formulas for each mistake; prints one line of JSON per KPI it saw differ.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { goldenFileOf } from "../../server/commands/golden/file.ts";
import { goldenLines } from "../../server/commands/golden/golden.ts";
import { catalog } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { differences, type Wanted } from "../golden/compare.ts";
import { week } from "../oracle/days/days.ts";
import { differencesOf } from "../oracle/week.ts";
import { formulas } from "./formulas.ts";
import { roundsOf, twinOf } from "./rounds.ts";

const ROOT = join(import.meta.dirname, "../..");
/** The oracle's own first weeks: its test has the same seed (test/support/seed.ts). */
const WEEKS = 40;
const SEED = 20261122;
const GOLDEN = ["../shared/golden/golden-kpis.json", "fixtures/golden/other-kinds.json"];

export interface Seen {
  /** Index of the mutation; −1: nothing was broken. */
  readonly mutation: number;
  readonly kpi: string;
  /** Which comparison noticed. */
  readonly by: string;
}

type Place = Map<string, Kpi>;
const mutable = catalog as unknown as Kpi[];
const originals: Place = new Map(mutable.map((kpi) => [kpi.id, { ...kpi }]));

/** Puts a formula in the catalogue's place of the original. */
function install(kpi: Kpi): void {
  const place = mutable.find(({ id }) => id === kpi.id);
  if (place === undefined) throw new Error(`there is no ${kpi.id}`);
  for (const key of Object.keys(place)) delete (place as unknown as Record<string, unknown>)[key];
  Object.assign(place, kpi);
}

/** How many weeks any round needed. */
let most = 0;

/** KPI → the first comparison that differed, asking only until all of `sought` were seen. */
async function judge(sought: readonly string[], weeksMax = WEEKS): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const note = (kpi: string, by: string) => {
    if (!seen.has(kpi)) seen.set(kpi, by);
  };
  for (const path of GOLDEN.map((one) => join(ROOT, one)).filter(existsSync)) {
    const text = readFileSync(path, "utf8");
    const { cases }: { cases: { expected: (Wanted & { period: unknown })[] }[] } = JSON.parse(text);
    const wanted = cases.flatMap(({ expected }) => expected);
    let at = 0;
    for await (const line of goldenLines(goldenFileOf(text, path), () => {})) {
      const want = wanted[at++];
      if (want === undefined) throw new Error(`${path}: more lines than expected values`);
      if (differences(line, { ...want }).length > 0) note(line.kpi, `golden ${line.case}`);
    }
  }
  const weeks = fc.sample(fc.tuple(week, fc.integer()), { seed: SEED, numRuns: weeksMax });
  for (const [index, [one, seed]] of weeks.entries()) {
    if (sought.every((id) => seen.has(id))) break;
    most = Math.max(most, index + 1);
    for (const line of await differencesOf(one, seed)) {
      note(line.split(" ")[0] ?? "", `oracle, week ${index + 1}`);
    }
  }
  return seen;
}

function tell(mutation: number, seen: ReadonlyMap<string, string>, which: Iterable<string>): void {
  for (const kpi of which) {
    const by = seen.get(kpi);
    if (by === undefined) continue;
    const line: Seen = { mutation, kpi, by };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
}

for (const { members, breaks } of roundsOf(formulas)) {
  for (const index of members) {
    const twin = join(ROOT, "shared", twinOf(index), "catalog.ts");
    const broken = (await import(twin)).catalog as readonly Kpi[];
    for (const kpi of broken) if (formulas[index]?.breaks.includes(kpi.id)) install(kpi);
  }
  const elsewhere = members.flatMap((at) => (formulas[at]?.tests ? formulas[at].breaks : []));
  const seen = await judge([...breaks].filter((id) => !elsewhere.includes(id)));
  for (const index of members) tell(index, seen, formulas[index]?.breaks ?? []);
  for (const kpi of originals.values()) install(kpi);
}
const before = await judge(["nothing is broken"], most);
tell(-1, before, before.keys());
