/**
 * The own weeks as a quiet picture: the range as a band, the weeks as points, this week as the last one,
 * and where the team is as a short mark behind it. Decoration for the table below it.
 */
import type { Span } from "./text.ts";

const WIDTH = 500;
const HEIGHT = 84;
const EDGE = 10;

interface BandProps {
  /** Oldest first; the last one is this week. */
  readonly values: readonly (number | null)[];
  readonly band: { readonly low: number; readonly high: number } | null;
  readonly team: number | null;
  readonly range: Span;
}

const up = (value: number, { from, to }: Span): number => {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return Math.round((HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)) * 10) / 10;
};

/** The middle of a column. */
const across = (index: number, count: number): number => ((index + 0.5) / count) * WIDTH;

export function OwnBand({ values, band, team, range }: BandProps) {
  const count = values.length;
  const points = values.flatMap((value, index) =>
    value === null ? [] : [{ x: across(index, count), y: up(value, range), index }],
  );
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
  const top = band === null ? 0 : up(band.high, range);
  const height = band === null ? 0 : Math.max(3, up(band.low, range) - top);
  const half = WIDTH / count / 2;
  return (
    <svg
      class="own-band"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {band && <rect class="own-band-range" x="0" y={top} width={WIDTH} height={height} rx="3" />}
      {team !== null && (
        <path
          class="own-band-team"
          d={`M${across(count - 1, count) - half * 0.8} ${up(team, range)}h${half * 1.6}`}
        />
      )}
      <path class="own-band-line" d={path} />
      {points.map(({ x, y, index }) => (
        <path
          key={index}
          class={index === count - 1 ? "own-band-now" : "own-band-week"}
          d={`M${x} ${y}h0.01`}
        />
      ))}
    </svg>
  );
}
