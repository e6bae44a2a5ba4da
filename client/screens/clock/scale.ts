/**
 * From instants to places on the drawing: linear where something happens, folded where for long nothing
 * does (a night, a closed weekend, a wait of days). Pure; places are per cent of the width.
 */

/** A stretch of time with its place. */
export interface Fold {
  readonly from: number;
  readonly to: number;
}

export interface Scale {
  /** Per cent of the width, 0 to 100. */
  readonly at: (time: number) => number;
  readonly folds: readonly Fold[];
  readonly ticks: readonly number[];
  /** Between two ticks. */
  readonly stepMs: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  /** Somebody is at work in it, or speaks: never folded. */
  readonly busy: boolean;
}

const MINUTE_MS = 60_000;
/** Shorter quiet is not worth a fold. */
const FOLD_MS = 20 * MINUTE_MS;
/** A fold takes so much of the width, and all of them together at most the second. */
const FOLD_WIDTH = 5;
const FOLDS_WIDTH_MAX = 45;
/** Quiet up to this share of the rest is shown as long as it was. */
const SHARE_MAX = 0.5;

/** The quiet between edges; neighbours are one. */
function quietOf(spans: readonly Span[], from: number, to: number): Fold[] {
  const edges = [...new Set([from, to, ...spans.flatMap((span) => [span.from, span.to])])]
    .filter((edge) => edge >= from && edge <= to)
    .sort((a, b) => a - b);
  const quiet: Fold[] = [];
  for (const [place, start] of edges.slice(0, -1).entries()) {
    const end = edges[place + 1] ?? start;
    const isBusy = spans.some((span) => span.busy && span.from < end && span.to > start);
    const last = quiet.at(-1);
    if (isBusy || end - start < FOLD_MS) continue;
    if (last !== undefined && last.to === start)
      quiet[quiet.length - 1] = { from: last.from, to: end };
    else quiet.push({ from: start, to: end });
  }
  return quiet;
}

const lengthOf = (parts: readonly Fold[]): number =>
  parts.reduce((sum, { from, to }) => sum + to - from, 0);

/** What is folded: quiet that would leave the rest too little room. */
export function foldsOf(spans: readonly Span[], from: number, to: number): Fold[] {
  const quiet = quietOf(spans, from, to);
  const rest = to - from - lengthOf(quiet);
  // Where nothing but quiet is, that is what there is to see.
  if (rest === 0) return [];
  return quiet.filter((one) => one.to - one.from > Math.max(FOLD_MS, rest * SHARE_MAX));
}

const STEPS_MS = [0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440, 2880, 10_080].map(
  (minutes) => minutes * MINUTE_MS,
);
/** Per cent between two labels of the axis, and between one and the middle of a fold, which has its own. */
const TICK_EVERY = 11;
const ROOM = 7;

export function scaleOf(spans: readonly Span[], from: number, to: number, folded: boolean): Scale {
  const folds = folded ? foldsOf(spans, from, to) : [];
  const open = Math.max(1, to - from - lengthOf(folds));
  const foldWidth = Math.min(FOLD_WIDTH, FOLDS_WIDTH_MAX / Math.max(1, folds.length));
  const perMs = (100 - foldWidth * folds.length) / open;
  const at = (time: number): number => {
    const until = Math.min(Math.max(time, from), to);
    let place = 0;
    let past = from;
    for (const fold of folds) {
      if (fold.from >= until) break;
      place += (fold.from - past) * perMs;
      const share = Math.min(1, (until - fold.from) / (fold.to - fold.from));
      place += share * foldWidth;
      past = Math.min(fold.to, until);
    }
    return place + (until - past) * perMs;
  };
  const stepMs = STEPS_MS.find((ms) => ms * perMs >= TICK_EVERY) ?? to - from;
  return { at, folds, ticks: ticksOf(from, to, stepMs, at, folds), stepMs };
}

/** Round times that have room, none inside a fold. */
function ticksOf(
  from: number,
  to: number,
  step: number,
  at: (time: number) => number,
  folds: readonly Fold[],
): number[] {
  const ticks: number[] = [];
  let last = -TICK_EVERY;
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    const inFold = folds.find((fold) => time > fold.from && time < fold.to);
    if (inFold !== undefined) {
      time = Math.floor(inFold.to / step) * step;
      continue;
    }
    const place = at(time);
    const byFold = folds.some((fold) => Math.abs((at(fold.from) + at(fold.to)) / 2 - place) < ROOM);
    if (place - last < TICK_EVERY || place > 96 || byFold) continue;
    ticks.push(time);
    last = place;
  }
  return ticks;
}
