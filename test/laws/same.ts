/** Compares long lists of lines, and shows only where they part. */
import { expect } from "vitest";

export function expectSame(lines: readonly string[], others: readonly string[]): void {
  const known = new Set(others);
  const own = new Set(lines);
  const lost = others.filter((line) => !own.has(line)).slice(0, 3);
  const made = lines.filter((line) => !known.has(line)).slice(0, 3);
  expect({ made, lost }).toEqual({ made: [], lost: [] });
  expect(lines.length).toBe(others.length);
}
