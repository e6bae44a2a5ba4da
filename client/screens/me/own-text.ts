/** An own figure as finished text, and where its numbers lie in its little picture. */
import { evidence } from "../../../shared/kpi/evidence.ts";
import type { Format } from "../../../shared/text/format.ts";
import { kpiName, type Words } from "../../../shared/text/words.ts";
import type { OwnFigure } from "../../../shared/wire/me.ts";
import type { Span } from "../../tiles/text.ts";
import { roundUp } from "../range.ts";
import type { Say } from "./words.ts";

export const HANDLED = "handled";

export const nameOf = ({ id, kpi }: OwnFigure, words: Words, say: Say): string =>
  id === HANDLED ? say("me.handled") : kpiName(words, kpi, "long");

export const labelOf = ({ id, kpi }: OwnFigure, words: Words, say: Say): string =>
  id === HANDLED ? say("me.handled") : kpiName(words, kpi, "label");

/** `n` decides; one's own value is shown of any n, but not a percentile of too few (UX-9). */
export const shownOf = (figure: OwnFigure, value: number | null, n: number): number | null =>
  value !== null && evidence({ id: figure.kpi, nMin: figure.nMin }, n, true).value ? value : null;

export const textOf = (figure: OwnFigure, value: number | null, format: Format): string =>
  format.value(value, figure.unit, figure.kpi);

/** Too few cases to say much: it is said beside the value. */
export const isFew = ({ nMin, n }: OwnFigure): boolean => nMin !== null && n < nMin;

/** Week 47 of `2026-W47`. */
export const weekNumber = (week: string): string => String(Number(week.slice(-2)));

/** From nothing up to a round number above everything shown; per cent always to a hundred. */
export function pictureRange({ unit, weeks, value, range }: OwnFigure): Span {
  if (unit === "%") return { from: 0, to: 100 };
  const all = [value, range?.high ?? null, ...weeks.map((one) => one.value)];
  const most = all.reduce<number>((high, one) => Math.max(high, one ?? 0), 0);
  return { from: 0, to: roundUp(most * 1.1, unit === "s") };
}

export type Standing = "inside" | "outside" | "unknown";

/** Within the own range or not; which side is not said: a range is no line to beat (UX-28). */
export function standingOf(figure: OwnFigure): Standing {
  const { value, range, n } = figure;
  const shown = shownOf(figure, value, n);
  if (shown === null || range === null || isFew(figure)) return "unknown";
  return shown >= range.low && shown <= range.high ? "inside" : "outside";
}
