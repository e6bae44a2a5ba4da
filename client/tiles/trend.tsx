/**
 * The small pictures of a tile, as plain SVG: the line of the day with its target, and the value
 * against its target as a bullet bar (UX-7). Decoration for the numbers beside them; `T` shows the
 * same as a table.
 */
import type { Span } from "./text.ts";

const WIDTH = 200;
const HEIGHT = 40;
/** Room for half the line and the end point. */
const EDGE = 4;
/** Fewer steps than this fill only the beginning, so that a morning does not look like a day. */
const STEPS_MIN = 8;

const across = (index: number, count: number): number =>
  EDGE + (index / (Math.max(STEPS_MIN, count) - 1)) * (WIDTH - 2 * EDGE);

const up = (value: number, { from, to }: Span): number => {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE);
};

const at = (value: number): string => value.toFixed(1);

/** One path; a step in which nothing happened breaks the line. */
export function linePath(values: readonly (number | null)[], range: Span): string {
  let path = "";
  let pen = false;
  values.forEach((value, index) => {
    if (value !== null) {
      path += `${pen ? "L" : "M"}${at(across(index, values.length))} ${at(up(value, range))}`;
      // A lone point is drawn as a dot: a line of no length with a round end.
      if (!pen && (values[index + 1] ?? null) === null) path += "h0.01";
    }
    pen = value !== null;
  });
  return path;
}

/** What joins the pieces: fainter, for in between nothing happened. */
export function gapPath(values: readonly (number | null)[], range: Span): string {
  let path = "";
  let before = -1;
  values.forEach((value, index) => {
    if (value === null) return;
    const from = values[before] ?? null;
    if (from !== null && before < index - 1) {
      path += `M${at(across(before, values.length))} ${at(up(from, range))}`;
      path += `L${at(across(index, values.length))} ${at(up(value, range))}`;
    }
    before = index;
  });
  return path;
}

interface TrendProps {
  readonly values: readonly (number | null)[];
  readonly target: number | null;
  readonly range: Span;
}

export function Trend({ values, target, range }: TrendProps) {
  const last = values.findLastIndex((value) => value !== null);
  const lastValue = values[last] ?? null;
  const inRange =
    lastValue !== null && target !== null && target >= range.from && target <= range.to;
  return (
    <svg
      class="trend"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {inRange && <path class="trend-target" d={`M0 ${at(up(target, range))}H${WIDTH}`} />}
      <path class="trend-gap" d={gapPath(values, range)} />
      <path class="trend-line" d={linePath(values, range)} />
      {lastValue !== null && (
        <path
          class="trend-end"
          d={`M${at(across(last, values.length))} ${at(up(lastValue, range))}h0.01`}
        />
      )}
    </svg>
  );
}

interface BulletProps {
  /** Null: too few to say; the target stays where it is. */
  readonly value: number | null;
  readonly target: number;
  readonly range: Span;
}

export function Bullet({ value, target, range }: BulletProps) {
  const share = (number: number) =>
    at(Math.min(1, Math.max(0, (number - range.from) / (range.to - range.from))) * WIDTH);
  const zero = share(Math.max(0, range.from));
  return (
    <svg class="bullet" viewBox={`0 0 ${WIDTH} 4`} preserveAspectRatio="none" aria-hidden="true">
      <path class="bullet-track" d={`M0 2H${WIDTH}`} />
      {value !== null && <path class="bullet-value" d={`M${zero} 2H${share(value)}`} />}
      <path class="bullet-target" d={`M${share(target)} 0V4`} />
    </svg>
  );
}
