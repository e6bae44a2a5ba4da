/** The published worked cases, through the `figures` command, in any order and with repeats. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { figuresCommand } from "../../server/commands/figures.ts";
import { kpiOf } from "../../shared/kpi/catalog.ts";
import { adapt, type GoldenEvent } from "./adapter.ts";

const FILE = new URL("../../../shared/golden/golden-kpis.json", import.meta.url);

interface Period {
  readonly from: string;
  readonly to: string;
}
interface Expected {
  readonly kpi: string;
  readonly scope: string;
  readonly period: string | Period | null;
  readonly value: number | null | [number, number];
  readonly n?: number;
  readonly num?: number;
  readonly den?: number;
  readonly tolerance?: number;
  readonly as_of?: string;
}
interface Case {
  readonly id: string;
  readonly name: string;
  readonly events: GoldenEvent[];
  readonly expected: Expected[];
  readonly as_of?: string;
}

const INTERVAL_OF: Record<string, string> = {
  "csat.wilson95": "csat.score",
  "nps.adjusted_wald95": "nps.score",
};

const folder = mkdtempSync(join(tmpdir(), "deskpulse-golden-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(events: readonly unknown[], want: Expected, asOf: string | undefined) {
  const file = join(folder, "events.ndjson");
  writeFileSync(file, events.map((event) => JSON.stringify(event)).join("\n"));
  const period =
    want.period === null
      ? "today"
      : typeof want.period === "string"
        ? want.period
        : `${want.period.from}/${want.period.to}`;
  const [figure] = await figuresCommand([
    "--events",
    file,
    "--kpi",
    INTERVAL_OF[want.kpi] ?? want.kpi,
    "--scope",
    want.scope === "org" ? "centre" : want.scope,
    "--period",
    period,
    ...(asOf === undefined ? [] : ["--asOf", asOf]),
  ]);
  if (figure === undefined) throw new Error("no figure");
  return figure;
}

async function verify(golden: Case, events: readonly unknown[]) {
  for (const want of golden.expected) {
    if (kpiOf(INTERVAL_OF[want.kpi] ?? want.kpi) === undefined) continue;
    const figure = await ask(events, want, want.as_of ?? golden.as_of);
    const about = `${golden.id} ${want.kpi} ${want.scope}`;
    const tolerance = want.tolerance ?? 0.000001;
    if (Array.isArray(want.value)) {
      expect(Math.abs((figure.interval?.low ?? NaN) - want.value[0]), about).toBeLessThanOrEqual(
        tolerance,
      );
      expect(Math.abs((figure.interval?.high ?? NaN) - want.value[1]), about).toBeLessThanOrEqual(
        tolerance,
      );
    } else if (want.value === null) expect(figure.value, about).toBeNull();
    else
      expect(
        Math.abs((figure.value ?? NaN) - want.value),
        `${about}: ${figure.value}`,
      ).toBeLessThanOrEqual(tolerance);
    if (want.n !== undefined) expect(figure.n, `${about} n`).toBe(want.n);
    if (want.num !== undefined) expect(figure.numerator, `${about} num`).toBe(want.num);
    if (want.den !== undefined) expect(figure.denominator, `${about} den`).toBe(want.den);
  }
}

const cases: Case[] = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")).cases : [];
const ours = cases.filter((one) =>
  one.expected.some((want) => kpiOf(INTERVAL_OF[want.kpi] ?? want.kpi)),
);

describe.skipIf(cases.length === 0)("golden cases", () => {
  test.each(ours)("[R1] $id: $name", async (golden) => {
    await verify(golden, adapt(golden.events));
  });

  test.each(ours.filter((one) => one.events.length <= 60))(
    "[REL-2] $id stays the same in any order and with repeats",
    async (golden) => {
      const events = adapt(golden.events);
      const order = fc.shuffledSubarray(events, { minLength: events.length });
      const repeats = fc.subarray(events);
      await fc.assert(
        fc.asyncProperty(order, repeats, async (shuffled, again) => {
          await verify(golden, [...shuffled, ...again]);
        }),
        { numRuns: 20 },
      );
    },
  );
});
