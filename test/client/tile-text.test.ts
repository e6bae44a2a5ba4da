import { describe, expect, test } from "vitest";
import { sampleOf, shownValue, tileText } from "../../client/screens/tile-text.ts";
import { createFormat } from "../../shared/text/format.ts";
import { wordsOf } from "../../shared/text/words.ts";
import { tile } from "../support/board-fixtures.ts";

const context = {
  words: wordsOf("nl"),
  format: createFormat("nl-NL"),
  period: "vandaag",
  until: "14:32",
  stale: false,
  now: Date.UTC(2026, 10, 18, 13, 32),
  zone: "Europe/Amsterdam",
};
const reply = tile({
  kpi: "frt.p50",
  value: 372,
  unit: "s",
  better: "lower",
  n: 48,
  status: "attention",
  target: { value: 300, limit: 480 },
  usual: 290,
});
const csat = tile({
  kpi: "csat.score",
  value: 87.4,
  unit: "%",
  better: "higher",
  n: 47,
  status: "on_target",
  target: { value: 85, limit: 75 },
  usual: 88,
});

test("[UX-5] a tile says name, value, unit, target, deviation, usual value and n", () => {
  expect(tileText(reply, context)).toMatchObject({
    label: "1e reactie",
    value: "6:12",
    unit: "min",
    word: "let op",
    target: "doel 5:00",
    off: "1:12 te lang",
    offSigned: "+1:12",
    usual: "gewoonlijk 4:50",
    n: "n = 48",
  });
});

describe("[UX-9] small samples", () => {
  const of = (n: number) => tileText({ ...csat, n }, context);
  test("[UX-9] below 5 there is no score, no colour and no picture", () => {
    expect(of(4)).toMatchObject({
      value: "–",
      mark: "few",
      n: "n = 4, te weinig",
      off: "",
      trend: [],
    });
  });
  test("[UX-9] from 5 to 9 there is a score without status", () => {
    expect(of(9)).toMatchObject({ value: "87", mark: "few", n: "n = 9, te weinig", off: "" });
  });
  test("[UX-9] from 10 on there is a status", () => {
    expect(of(10)).toMatchObject({ value: "87", mark: "on_target", off: "2 pt erboven" });
  });
  test("[UX-9] a 90th percentile needs its minimum n", () => {
    expect(shownValue({ kpi: "frt.p90", value: 9, n: 9, nMin: 10 })).toBeNull();
    expect(shownValue({ kpi: "frt.p90", value: 9, n: 10, nMin: 10 })).toBe(9);
    expect(shownValue({ kpi: "frt.p95", value: 9, n: 19, nMin: 20 })).toBeNull();
    expect(shownValue({ kpi: "frt.p95", value: 9, n: 20, nMin: 20 })).toBe(9);
  });
  test("[UX-9] a plain count needs no sample, and nothing is not zero", () => {
    expect(sampleOf({ kpi: "calls.answered", value: 0, n: 0, nMin: null })).toBe("enough");
    expect(sampleOf({ kpi: "csat.score", value: null, n: 0, nMin: 10 })).toBe("none");
    expect(tileText({ ...csat, value: null, n: 0 }, context)).toMatchObject({
      value: "–",
      word: "geen data",
    });
  });
});

test("[UX-8] the deviation is that of the shown numbers, so the sum is right", () => {
  // 84.6 shows as 85: on the target, not 0.4 below it.
  expect(tileText({ ...csat, value: 84.6 }, context).off).toBe("precies op doel");
});

test("[UX-13] exactly on target is on target", () => {
  expect(tileText({ ...csat, value: 85 }, context).off).toBe("precies op doel");
});

test("[UX-16] a stale tile keeps its number and loses its status", () => {
  expect(tileText(reply, { ...context, stale: true })).toMatchObject({
    value: "6:12",
    mark: "stale",
    word: "verouderd",
  });
});

test("[UX-8] NPS has a sign, a rating one decimal, a percentage none", () => {
  const value = (kpi: string, unit: "points" | "%", number: number) =>
    tileText(tile({ kpi, value: number, unit, better: "higher", n: 50, status: "none" }), context)
      .plain.value;
  expect(value("nps.score", "points", 34.5)).toBe("+35");
  expect(value("nps.score", "points", -37.5)).toBe("−38");
  expect(value("csat.mean", "points", 4.25)).toBe("4,3");
  expect(value("csat.score", "%", 87.5)).toBe("88%");
});

test("[UX-23] a target of whole hours needs no seconds", () => {
  const late = { ...reply, value: 14_650, target: { value: 14_400, limit: null } };
  expect(tileText(late, context)).toMatchObject({
    value: "4:04:10",
    unit: "u",
    target: "doel 4 u",
  });
});
