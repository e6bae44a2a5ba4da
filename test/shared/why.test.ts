/** Why a number moved, in words: one sentence a part, in three languages. */
import { expect, test } from "vitest";
import { whyText } from "../../shared/text/why.ts";
import type { Movement, MovementPart } from "../../shared/wire/movement.ts";

const period = (label: string) => ({
  label,
  from: "2026-03-01T23:00:00.000Z",
  to: "2026-03-08T23:00:00.000Z",
  zone: "Europe/Amsterdam",
});
const side = (label: string, value: number | null, n: number) => ({
  period: period(label),
  value,
  n,
  numerator: 0,
  denominator: n,
  interval: null,
});
const contacts = { before: 0, after: 0, isComplete: true, rows: [], query: null };

const part = (
  group: string | null,
  [v0, v1]: [number | null, number | null],
  [s0, s1]: [number, number],
  mix: number,
  within: number,
): MovementPart => ({
  group,
  label: group,
  before: { value: v0, n: v0 === null ? 0 : 20, share: s0 },
  after: { value: v1, n: v1 === null ? 0 : 20, share: s1 },
  mix,
  within,
  contacts,
});

/** Handling time from 5:00 to 5:21: more calls by phone, slower ones, and late data the other way. */
const slower: Movement = {
  kpi: "aht.mean",
  scope: "team:returns",
  by: "channel",
  unit: "s",
  definition: "aht.mean@2",
  before: side("2026-W10", 300, 200),
  after: side("2026-W11", 321, 210),
  difference: 21,
  verdict: "higher",
  interval: null,
  late: { before: 0, after: -2 },
  basis: "known_in_time",
  parts: [
    part("chat", [240, 240], [0.7, 0.55], 0, 0),
    part("phone", [440, 460], [0.3, 0.45], 15, 8),
  ],
  position: 1,
};

test("[WHY8] the headline, a sentence a part with the largest first, and what came late", () => {
  expect(whyText(slower, "en", "Returns")).toEqual({
    headline: "AHT, Returns: up 0:21, from 5:00 (2026-W10) to 5:21 (2026-W11)",
    parts: [
      "Phone: +0:15 because its share went from 30% to 45%, +0:08 because it went from 7:20 to 7:40 itself",
      "Chat: no part in it",
      "Late data: −0:02, known only after the periods had ended",
    ],
    notes: ["More than chance explains"],
  });
});

test("[WHY8] in Dutch and French, with their own numbers", () => {
  expect(whyText(slower, "nl", "Retouren").parts[0]).toBe(
    "Telefoon: +0:15 doordat het aandeel van 30% naar 45% ging, +0:08 doordat het zelf van 7:20 naar 7:40 ging",
  );
  expect(whyText(slower, "fr", "Retours").headline).toMatch(
    /^.*, Retours\u00a0: hausse de 0:21, de 5:00 \(2026-W10\) à 5:21 \(2026-W11\)$/,
  );
});

test("[WHY8] shares in points, counts as counts, groups that came or went, nobody's", () => {
  const csat: Movement = {
    ...slower,
    kpi: "csat.score",
    scope: "centre",
    by: "agent",
    unit: "%",
    before: side("2026-W10", 80, 100),
    after: side("2026-W11", 75.5, 100),
    difference: -4.5,
    verdict: "no clear change",
    late: null,
    basis: "loaded_later",
    parts: [
      { ...part("a1", [90, 70], [0.5, 0.5], 0, -4), label: "Ann" },
      part(null, [60, null], [0.5, 0], -0.5, 0),
      part("b2", [null, 99], [0, 0.2], 0.2, 0),
    ],
  };
  expect(whyText(csat, "en")).toEqual({
    headline: "CSAT, All teams: down 4.5 pt, from 80.0% (2026-W10) to 75.5% (2026-W11)",
    parts: [
      "Ann: −4.0 pt because it went from 90.0% to 70.0% itself",
      "No agent: −0.5 pt because it is not there any more",
      "b2: +0.2 pt because it was not there before",
    ],
    notes: [
      "No clear change: it may be chance",
      "Nothing of it was known when the period ended, so what came late cannot be told",
    ],
  });
  const calls: Movement = { ...slower, kpi: "calls.answered", unit: "count", late: null };
  const one = { ...calls, parts: [part("phone", [12, 15], [1, 1], 0, 3)] };
  expect(whyText(one, "en").parts).toEqual(["Phone: +3, from 12 to 15"]);
});

test("[WHY8] where there is nothing to compare, it says so", () => {
  const gone: Movement = {
    ...slower,
    before: side("2026-W10", null, 0),
    difference: null,
    verdict: "too few",
    late: null,
    parts: [],
  };
  expect(whyText(gone, "en", "Returns")).toEqual({
    headline: "AHT, Returns: 2026-W10 or 2026-W11 has no value, so there is nothing to compare",
    parts: [],
    notes: ["Too few cases to tell it from chance"],
  });
});

test("[PRIV-5] several that may not be told apart are said together, without what is not told", () => {
  const others = { ...part("*", [null, null], [0, 0], -0.6, -2), label: null };
  const parts = (language: "en" | "nl" | "fr") =>
    whyText({ ...slower, unit: "%", kpi: "csat.score", late: null, parts: [others] }, language)
      .parts;
  expect(parts("en")).toEqual([
    "Other channels (withheld: too few people): −2.6 pt together; how it divides would tell how single people work",
  ]);
  for (const language of ["en", "nl", "fr"] as const)
    expect(parts(language)[0]).not.toMatch(/[–*]/);
});
