/** Worked cases, published and our own, through `figures --format golden`, in any order, with repeats. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  type GoldenCase,
  type GoldenFile,
  goldenFileOf,
} from "../../server/commands/golden/file.ts";
import { goldenLines } from "../../server/commands/golden/golden.ts";
import type { GoldenLine } from "../../server/commands/golden/line.ts";
import { answer, prepare } from "../../server/commands/golden/run.ts";
import { feed, openInMemory } from "../../server/commands/in-memory.ts";
import { workplace } from "../support/process.ts";
import { differences, type Wanted } from "./compare.ts";

const PUBLISHED = join(import.meta.dirname, "../../../shared/golden/golden-kpis.json");
const OWN = join(import.meta.dirname, "../../fixtures/golden/other-kinds.json");

interface Read {
  readonly file: GoldenFile;
  /** Case id → its expected values, as they stand in the file. */
  readonly wanted: ReadonlyMap<string, readonly Wanted[]>;
}

function read(path: string): Read {
  const text = readFileSync(path, "utf8");
  const raw: { cases: { id: string; expected: Wanted[] }[] } = JSON.parse(text);
  return {
    file: goldenFileOf(text, path),
    wanted: new Map(raw.cases.map(({ id, expected }) => [id, expected])),
  };
}

const unwarned = (line: string): never => {
  throw new Error(`not to be warned of: ${line}`);
};

async function linesOf(file: GoldenFile): Promise<GoldenLine[]> {
  const lines: GoldenLine[] = [];
  for await (const line of goldenLines(file, unwarned)) lines.push(line);
  return lines;
}

/** Everything that differs between the lines of one case and what it expects. */
function wrongIn(lines: readonly GoldenLine[], wanted: readonly Wanted[]): string[] {
  expect(lines.length).toBe(wanted.length);
  return wanted.flatMap((want, index) => {
    const line = lines[index];
    return line === undefined ? [] : differences(line, { ...want });
  });
}

const place = workplace();
afterAll(() => place.remove());

describe.each([
  ["published", PUBLISHED],
  ["our own", OWN],
])("golden cases, %s", (_, path) => {
  if (!existsSync(path)) {
    test.skip(`skipped: there is no file ${path}`, () => {});
    return;
  }
  const { file, wanted } = read(path);
  const of = (one: GoldenCase) => wanted.get(one.id) ?? [];
  const asFile = (one: GoldenCase): GoldenFile => ({ ...file, cases: [one] });

  test.each(file.cases)("[KPIS-10] $id: its figures, as its events arrive", async (one) => {
    expect(wrongIn(await linesOf(asFile(one)), of(one))).toEqual([]);
  });

  test.each(file.cases)("[REL-2] $id stays the same in any order and with repeats", async (one) => {
    const order = fc.shuffledSubarray(one.events, { minLength: one.events.length });
    const again = fc.subarray(one.events);
    await fc.assert(
      fc.asyncProperty(order, again, fc.nat(), async (events, repeats, where) => {
        const cut = where % (events.length + 1);
        const arrived = [...events.slice(0, cut), ...repeats, ...events.slice(cut)];
        const lines = await linesOf(asFile({ ...one, events: arrived }));
        expect(wrongIn(lines, of(one))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test.each(file.cases)(
    "[R1] $id stays the same in batches, with figures asked in between",
    async (one) => {
      const prepared = prepare(one, file.conventions);
      const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
      const wants = one.expected.map((want) => [want, want.as_of ?? one.as_of ?? null] as const);
      const instants = [...new Set(wants.map(([, asOf]) => asOf))];
      await fc.assert(
        fc.asyncProperty(sizes, async (batches) => {
          const lines = new Map<unknown, GoldenLine>();
          for (const asOf of instants) {
            const mine = wants.filter(([, own]) => own === asOf).map(([want]) => want);
            const { now, organisation, events } = prepared.at(asOf);
            const core = await openInMemory(now, organisation);
            for (let from = 0, turn = 0; from < events.length; turn += 1) {
              const to = from + (batches[turn % batches.length] ?? 1);
              await feed(core, events.slice(from, to), unwarned);
              from = to;
              for (const want of mine) lines.set(want, await answer(core, prepared, want));
            }
          }
          expect(
            wrongIn(
              one.expected.flatMap((want) => lines.get(want) ?? []),
              of(one),
            ),
          ).toEqual([]);
        }),
        { numRuns: 3 },
      );
    },
  );

  test("[CLI7] the command prints one line of JSON per expected value, in the file's order", async () => {
    const { code, out, err } = await place.run("figures", "--format", "golden", path);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines: GoldenLine[] = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(await linesOf(file));
    const heads = file.cases.flatMap((one) =>
      one.expected.map(({ kpi, scope, period }) => ({ case: one.id, kpi, scope, period })),
    );
    expect(
      lines.map(({ case: id, kpi, scope, period }) => ({ case: id, kpi, scope, period })),
    ).toEqual(heads);
  });
});
