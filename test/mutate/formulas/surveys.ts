/** Mistakes in CSAT, NPS, effort and reviews (KPIS.md 2, 3, 6.2). */
import { mistakesIn } from "../mutation.ts";

export const surveys = [
  ...mistakesIn("csat", [
    [
      "csat.score",
      "answers instead of positive answers",
      '"csat.score", "csat.positive"',
      '"csat.score", "csat.sent"',
    ],
    [
      "csat.wilson95",
      "answers instead of positive answers",
      '"csat.wilson95", "csat.positive"',
      '"csat.wilson95", "csat.sent"',
    ],
    ["csat.mean", "two scales pooled", '["csat.raw.1-5"]', '["csat.raw.1-5", "csat.raw.1-7"]'],
    [
      "csat.response_rate",
      "of the answers instead of those sent",
      '"csat.response_rate", "csat.sent"',
      '"csat.response_rate", "csat.positive"',
    ],
  ]),
  ...mistakesIn("nps", [
    [
      "nps.score nps.se nps.moe95 nps.adjusted_wald95",
      "an 8 is a promoter",
      "count(scores, 9, 10)",
      "count(scores, 8, 10)",
    ],
    [
      "nps.score nps.adjusted_wald95 nps.relationship.score",
      "detractors added, not subtracted",
      "(100 * (promoters - detractors)) / n",
      "(100 * (promoters + detractors)) / n",
    ],
  ]),
  ...mistakesIn("confidence", [
    [
      "csat.wilson95",
      "Wilson's interval twice as far from the middle",
      "z2 / (4 * n * n)",
      "z2 / (n * n)",
    ],
    ["nps.se nps.moe95", "variance with p + d squared", "(p - d) ** 2", "(p + d) ** 2"],
    ["nps.moe95", "a 90 % margin", "Z_95 * error", "1.645 * error"],
    ["nps.adjusted_wald95", "four answers added, not three", "NPS_ADDED = 3", "NPS_ADDED = 4"],
  ]),
  ...mistakesIn("effort", [
    ["ces.agree", "only 6 and 7 agree", "count(scores, 5)", "count(scores, 6)"],
    [
      "ces.mean",
      "another question's answers",
      '"ces.mean", "points", ["ces.raw"]',
      '"ces.mean", "points", ["nps.raw"]',
    ],
    ["quality.score", "hundred times too large", "millionths / 1e6", "millionths / 1e4"],
  ]),
];
