/** Shares, means, nearest ranks and their intervals, from plain lists of numbers (KPIS.md 7). */

export interface Answer {
  readonly value: number | null;
  /** How many values it is made of; left out for plain counts and time in state. */
  readonly n?: number;
  /** Above and below the line, where KPIS.md 9 names both. */
  readonly top?: number;
  readonly bottom?: number;
  /** Two ends, where KPIS.md names an interval. */
  readonly interval?: readonly [number, number] | null;
  /** How many of the period are not decided yet. */
  readonly pending?: number;
}

const Z = 1.959963984540054;

export const total = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0);

/** Nearest rank: an observed value, its rank computed in whole numbers. */
function nearest(values: readonly number[], p100: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((p100 * sorted.length + 99) / 100) - 1] ?? null;
}

function wilson(hits: number, n: number): readonly [number, number] | null {
  if (n === 0) return null;
  const p = hits / n;
  const centre = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n))) / (1 + (Z * Z) / n);
  return [100 * (centre - half), 100 * (centre + half)];
}

/** Numbers of one measure; names ending in `*` merge all classes of a measure. */
export type Values = (of: string) => readonly number[];

export const statistics = (id: string, values: readonly number[], names: readonly string[]) =>
  names.map((name): [string, Answer] => {
    const n = values.length;
    const average = n === 0 ? null : total(values) / n;
    const value = name === "mean" ? average : nearest(values, Number(name.slice(1)));
    return [`${id}.${name}`, { value, n }];
  });

export const share = (hits: number, n: number): Answer => ({
  value: n === 0 ? null : (100 * hits) / n,
  n,
  top: hits,
  bottom: n,
  interval: wilson(hits, n),
});
export const ratio = (top: number, bottom: number): Answer => ({
  value: bottom === 0 ? null : top / bottom,
  top,
  bottom,
});
export const percent = (top: number, bottom: number): Answer => ({
  value: bottom === 0 ? null : (100 * top) / bottom,
  top,
  bottom,
});
export const yes = (values: readonly number[]): Answer => share(total(values), values.length);
export const mean = (values: readonly number[]): Answer => ({
  value: values.length === 0 ? null : total(values) / values.length,
  n: values.length,
});
export const count = (values: readonly number[]): Answer => ({ value: values.length });

export function recommendation(scores: readonly number[]): Record<string, Answer> {
  const n = scores.length;
  const up = scores.filter((score) => score >= 9).length;
  const down = scores.filter((score) => score <= 6).length;
  const spread = (p: number, d: number, of: number) => 100 * Math.sqrt((p + d - (p - d) ** 2) / of);
  const adjusted = (100 * (up - down)) / (n + 3);
  const half = Z * spread((up + 0.75) / (n + 3), (down + 0.75) / (n + 3), n + 3);
  const se = n === 0 ? null : spread(up / n, down / n, n);
  return {
    score: {
      value: n === 0 ? null : (100 * (up - down)) / n,
      n,
      interval: n === 0 ? null : [Math.max(-100, adjusted - half), Math.min(100, adjusted + half)],
    },
    se: { value: se, n },
    moe95: { value: se === null ? null : Z * se, n },
  };
}
