/** Customer effort and quality reviews (KPIS.md 6.2). */
import { mean, meanOf, rate } from "./builders.ts";
import type { Kpi, Read } from "./kpi.ts";
import { count } from "./multiset.ts";

const family = { version: 1, better: "higher", nMin: 10, perAgent: true } as const;

/** Share of the 1–7 answers that agree that it was easy: 5, 6 or 7 [CE1]. */
export const cesAgree: Kpi<"ces.agree"> = {
  ...family,
  id: "ces.agree",
  unit: "%",
  measures: ["ces.raw"],
  answer: (read: Read) => {
    const scores = read("ces.raw");
    return rate(count(scores, 5), count(scores));
  },
};

/** The mean beside it [CE2]. */
export const cesMean = mean("ces.mean", "points", ["ces.raw"], {
  ...family,
  range: [1, 7],
});

/** Mean of the reviews, stored as millionths of a percent [Z8]. */
export const qualityScore: Kpi<"quality.score"> = {
  ...family,
  id: "quality.score",
  unit: "%",
  measures: ["review.score"],
  answer: (read: Read) => {
    const { value, n, numerator, denominator, interval } = meanOf(read("review.score"), [0, 1e8]);
    const percent = (millionths: number) => millionths / 1e6;
    return {
      value: value === null ? null : percent(value),
      n,
      numerator: percent(numerator),
      denominator,
      interval: interval && {
        ...interval,
        low: percent(interval.low),
        high: percent(interval.high),
      },
    };
  },
};
