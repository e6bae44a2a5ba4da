/**
 * Mistakes in what many formulas share: each KPI made with it must notice, where cases have enough
 * values to tell.
 */
import { mistakesIn } from "../mutation.ts";

export const statistics = [
  ...mistakesIn("multiset", [
    [
      /^(?!abandon\.time|on_hold).*\.p\d\d$/,
      "nearest rank rounded down",
      "(p100 * n + 99) / 100",
      "(p100 * n) / 100",
    ],
  ]),
  ...mistakesIn("builders", [
    [
      /\.mean$/,
      "divided by one too many",
      "n === 0 ? null : sum / n,",
      "n === 0 ? null : sum / (n + 1),",
    ],
    [
      /^(?!escalation).*\.rate|rate$|^sl\.|attainment$|^csat\.score|^fcr$/,
      "divided by one too many",
      "(100 * hits) / n",
      "(100 * hits) / (n + 1)",
    ],
  ]),
];
