/**
 * [R14] A definition that changes gets a new version. Each KPI is asked the same fixed multisets; what it
 * answers, and what it asks for, is hashed and pinned below. What a fact is, and when it counts, is not
 * seen here: the golden cases and the oracle watch that.
 */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { catalog, type KpiId } from "../../shared/kpi/catalog.ts";
import type { About, Kpi, Only, Read } from "../../shared/kpi/kpi.ts";
import type { Measure } from "../../shared/kpi/measure.ts";
import { EMPTY, type Multiset } from "../../shared/kpi/multiset.ts";
import { PINNED } from "./definitions-pinned.ts";

const kpis: readonly Kpi<KpiId>[] = catalog;

const digest = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 10);

/** Values of a measure as its name decides: different for each, and every score of 0–10 among them. */
function fixed(measure: Measure, only?: Only): Multiset {
  const bytes = createHash("sha256")
    .update(`${measure} ${only?.direction ?? ""}`)
    .digest();
  const values: number[] = [];
  for (let score = 0; score <= 10; score += 1) values.push(score, 1 + ((bytes[score] ?? 0) % 9));
  values.push(60 + (bytes[11] ?? 0), 3, 4000 + (bytes[12] ?? 0), 1);
  return values;
}

const READS: readonly Read[] = [fixed, () => EMPTY, (measure) => fixed(measure).slice(-4)];
const ABOUTS: readonly About[] = [
  { channel: null, hours: 24 },
  { channel: "phone", hours: 23 },
  { channel: "chat", hours: 0.25 },
];

/** Widths of intervals have tests of their own; they are the meaning of these two. */
const isRange = (id: string): boolean => /\.(wilson95|adjusted_wald95)$/.test(id);

function fingerprint(kpi: Kpi, answer: Kpi["answer"] = kpi.answer): string {
  const { id, unit, measures, only = null, pending = null } = kpi;
  const answers = READS.flatMap((read) =>
    ABOUTS.map((about) => {
      const { value, n, numerator, denominator, parts = null, interval } = answer(read, about);
      const exact = [value, n, numerator, denominator].map((one) => one?.toPrecision(12) ?? null);
      const range = isRange(id) && interval !== null ? [interval.low, interval.high] : [];
      return [exact, parts, range.map((end) => end.toPrecision(9))];
    }),
  );
  return digest(JSON.stringify([unit, measures, only, pending, answers]));
}

test.each(kpis.map((kpi) => [`${kpi.id}@${kpi.version}`, kpi] as const))(
  "[R14] %s means what it meant when it got that version",
  (definition, kpi) => {
    const found = fingerprint(kpi);
    const pinned = PINNED[definition];
    if (pinned === undefined) {
      expect.fail(
        `new: add "${definition}": "${found}" to definitions-pinned.ts; no line goes away`,
      );
    }
    expect(found, `the meaning of ${kpi.id} changed: raise \`version\``).toBe(pinned);
  },
);

test("[R14] pinned definitions are of KPIs there are, and no version is newer than the catalogue", () => {
  for (const definition of Object.keys(PINNED)) {
    const [id = "", version = ""] = definition.split("@");
    const kpi = kpis.find((one) => one.id === id);
    expect(kpi, id).toBeDefined();
    expect(Number(version)).toBeLessThanOrEqual(kpi?.version ?? 0);
  }
});

test("[R14] a formula that differs in one answer, measure or narrowing has another fingerprint", () => {
  for (const kpi of kpis) {
    const own = fingerprint(kpi);
    const shifted: Kpi["answer"] = (read, about) => {
      const answer = kpi.answer(read, about);
      return { ...answer, n: answer.n + 1 };
    };
    expect(fingerprint(kpi, shifted)).not.toBe(own);
    expect(fingerprint({ ...kpi, measures: [...kpi.measures, "leg.dial"] })).not.toBe(own);
    expect(fingerprint({ ...kpi, only: { channel: "sms" } })).not.toBe(own);
  }
});
