/** The vertical range of a figure: fixed per figure, never zoomed to the data (UX-7). */
import type { ChartItem, TileItem } from "../../shared/wire/board.ts";
import type { Span } from "../tiles/text.ts";

/** Ends that a range may have, so that it changes rarely and always to a round number. */
const STEPS = [1, 2, 3, 5, 6, 10, 15, 20, 30, 50];

/** The next round number at or above: in seconds also round in minutes. */
export function roundUp(value: number, seconds: boolean): number {
  if (value <= 0) return seconds ? 60 : 10;
  if (seconds && value > 60) return roundUp(value / 60, value > 3600) * 60;
  for (let scale = 1; ; scale *= 10) {
    const found = STEPS.find((step) => step * scale >= value);
    if (found !== undefined) return Math.max(found * scale, seconds ? 10 : 5);
  }
}

/** Distance between two grid lines: round in minutes where the figure is a duration. */
export function gridStep({ from, to }: Span, seconds: boolean): number {
  const unit = seconds && to > 3600 ? 900 : seconds && to >= 120 ? 30 : seconds ? 5 : 1;
  const fits = [4, 5, 3, 2].find((parts) => ((to - from) / parts) % unit === 0);
  return (to - from) / (fits ?? 2);
}

const largest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);

function fixedRange(kpi: string, unit: TileItem["unit"]): Span | null {
  if (kpi.startsWith("nps.")) return { from: -100, to: 100 };
  if (unit === "points") return { from: 1, to: 5 };
  if (unit === "%" && !kpi.startsWith("abandon.")) return { from: 0, to: 100 };
  return null;
}

export function rangeOf(tile: TileItem): Span {
  const fixed = fixedRange(tile.kpi, tile.unit);
  if (fixed) return fixed;
  const most = largest([...tile.trend, tile.value, (tile.target?.value ?? 0) * 1.5, tile.usual]);
  return { from: 0, to: roundUp(most, tile.unit === "s") };
}

/** The steps of a count are far below its sum, which the bullet shows. */
export function trendRange(tile: TileItem): Span {
  if (tile.unit !== "count") return rangeOf(tile);
  return { from: 0, to: roundUp(largest(tile.trend), false) };
}

export function chartRange(chart: ChartItem): Span {
  const fixed = fixedRange(chart.kpi, chart.unit);
  if (fixed) return fixed;
  const most = largest([...chart.values, ...chart.lastWeek]);
  return { from: 0, to: roundUp(most, chart.unit === "s") };
}

/** Of a line over weeks, with its target in sight. */
export function weeksRange(
  kpi: string,
  unit: TileItem["unit"],
  values: readonly (number | null)[],
): Span {
  return fixedRange(kpi, unit) ?? { from: 0, to: roundUp(largest(values), unit === "s") };
}
