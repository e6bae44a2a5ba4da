/** Intervals for small samples: Wilson for shares, adjusted Wald for NPS (KPIS.md 3, 7.3). */
export const Z_95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: 95;
}

const clip = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Wilson 95 % interval of `hits` in `n`, in percent; null of nothing. Never leaves 0…100. */
export function wilson(hits: number, n: number): Interval | null {
  if (n === 0) return null;
  const p = hits / n;
  const z2 = Z_95 * Z_95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  return {
    low: clip(100 * (centre - half), 0, 100),
    high: clip(100 * (centre + half), 0, 100),
    level: 95,
  };
}

/** Adjusted-Wald 95 % interval of an NPS, in points; always usable, also when all agree [N1]. */
export function adjustedWald(promoters: number, detractors: number, n: number): Interval | null {
  if (n === 0) return null;
  const size = n + 3;
  const p = (promoters + 0.75) / size;
  const d = (detractors + 0.75) / size;
  const half = 100 * Z_95 * Math.sqrt((p + d - (p - d) ** 2) / size);
  const centre = 100 * (p - d);
  return { low: clip(centre - half, -100, 100), high: clip(centre + half, -100, 100), level: 95 };
}
