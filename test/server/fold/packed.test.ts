/** Cells as bytes are the cells, whatever they hold (KPIS.md 8, DESIGN.md 2). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellCount, eachPacked, NO_CELLS, patch, valuesOf } from "../../../server/fold/packed.ts";
import { add, merge } from "../../../shared/kpi/multiset.ts";

type Cells = ReadonlyMap<number, readonly number[]>;

const large = fc.integer({ min: -(2 ** 48), max: 2 ** 48 });
const value = fc.oneof(fc.nat(1_000), fc.integer(), large);
const times = fc.oneof(fc.constant(1), fc.integer({ min: -3, max: 2 ** 30 }));
const cells: fc.Arbitrary<Cells> = fc
  .array(fc.tuple(fc.oneof(fc.nat(30), fc.nat(2 ** 30)), value, times), { maxLength: 120 })
  .map((facts) => {
    const found = new Map<number, number[]>();
    for (const [dims, one, often] of facts) {
      const values = found.get(dims) ?? [];
      found.set(dims, values);
      add(values, one, often);
    }
    for (const [dims, values] of found) {
      const kept = values.flatMap((each, at) =>
        at % 2 === 0 && values[at + 1] !== 0 ? [each, values[at + 1] ?? 0] : [],
      );
      if (kept.length === 0) found.delete(dims);
      else found.set(dims, kept);
    }
    return found;
  });

function contentOf(packed: Uint8Array): [number, number[]][] {
  const found: [number, number[]][] = [];
  eachPacked(packed, (dims, from, to) => found.push([dims, valuesOf(packed, from, to)]));
  return found;
}

const sorted = (all: Cells): [number, readonly number[]][] => [...all].sort(([a], [b]) => a - b);

test("[REL-2] what is packed comes back: any dims, any integers, negative times too", () => {
  fc.assert(
    fc.property(cells, (some) => {
      const packed = patch(NO_CELLS, some);
      expect(contentOf(packed)).toEqual(sorted(some));
      expect(cellCount(packed)).toBe(some.size);
    }),
    { numRuns: 500 },
  );
});

test("[R3] packing changes onto cells packs their sum, and taking them back leaves the same bytes", () => {
  fc.assert(
    fc.property(cells, cells, (some, changes) => {
      const before = patch(NO_CELLS, some);
      const after = patch(before, changes);
      const sum = new Map(some);
      for (const [dims, values] of changes) {
        const merged = merge([sum.get(dims) ?? [], values]);
        if (merged.length === 0) sum.delete(dims);
        else sum.set(dims, merged);
      }
      expect(contentOf(after)).toEqual(sorted(sum));
      const back = [...changes].map(([dims, values]): [number, number[]] => [
        dims,
        values.map((number, at) => (at % 2 === 0 ? number : -number)),
      ]);
      expect(patch(after, new Map(back))).toEqual(before);
    }),
    { numRuns: 500 },
  );
});

test("[KPIS-8] a day of 4,000 agents and queues takes less than two bytes a value", () => {
  const day = new Map<number, number[]>();
  let seed = 7;
  for (let dims = 0; dims < 4_000; dims += 1) {
    const values: number[] = [];
    for (let call = 0; call < 14; call += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      add(values, 60 + (seed % 900), 1);
    }
    day.set(dims, values);
  }
  expect(patch(NO_CELLS, day).length / (4_000 * 14)).toBeLessThan(2);
});
