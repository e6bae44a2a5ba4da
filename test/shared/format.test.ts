import { describe, expect, test } from "vitest";
import {
  age,
  clockDuration,
  createFormat,
  type Locale,
  locales,
  proseDuration,
  round,
} from "../../shared/text/format.ts";

const at = Date.UTC(2026, 2, 29, 12, 5, 9);
const ZONE = "Europe/Brussels";

describe("[UX-22] the code points of SCREENS.md 8", () => {
  const golden: Record<Locale, readonly [string, string, string]> = {
    "nl-NL": ["1.234.567,9", "87,4%", "29-03-2026"],
    "nl-BE": ["1.234.567,9", "87,4%", "29/03/2026"],
    "fr-BE": ["1\u202f234\u202f567,9", "87,4\u00a0%", "29/03/26"],
    "en-GB": ["1,234,567.9", "87.4%", "29/03/2026"],
  };
  test.each(locales)("[UX-22] numbers, percentages and dates in %s", (locale) => {
    const format = createFormat(locale);
    expect([format.number(1_234_567.9, 1), format.percent(87.4, 1), format.date(at, ZONE)]).toEqual(
      golden[locale],
    );
  });
  test.each(locales)("[UX-22] the clock has 24 hours and the team's zone in %s", (locale) => {
    const format = createFormat(locale);
    expect(format.time(at, ZONE)).toBe("14:05");
    expect(format.timeWithSeconds(at, ZONE)).toBe("14:05:09");
    expect(format.time(Date.UTC(2026, 0, 1, 23, 0), ZONE)).toBe("00:00");
  });
});

describe("[R10] one rounding, half away from zero", () => {
  test.each([
    [37.5, 0, 38],
    [-37.5, 0, -38],
    [0.5, 0, 1],
    [-0.5, 0, -1],
    [1.005, 2, 1.01],
    [8.345, 2, 8.35],
    [87.45, 1, 87.5],
    [2.5e-7, 0, 0],
    [1e21, 1, 1e21],
  ])("[R10] %d with %d decimals is %d", (value, decimals, expected) => {
    expect(round(value, decimals)).toBe(expected);
  });
  test("[R10] there is no negative zero", () => {
    expect(Object.is(round(-0.2), 0)).toBe(true);
    expect(createFormat("nl-NL").signed(-0.2)).toBe("0");
  });
});

test("[UX-23] tiles write m:ss up to 59:59, then h:mm:ss", () => {
  expect([0, 9, 372, 3599, 3600, 14_650, 93_784].map(clockDuration)).toEqual([
    "0:00",
    "0:09",
    "6:12",
    "59:59",
    "1:00:00",
    "4:04:10",
    "26:03:04",
  ]);
  expect(clockDuration(3599.5)).toBe("1:00:00");
  expect(clockDuration(-72)).toBe("−1:12");
});

test("[UX-23] prose says minutes and seconds, or hours and minutes, never decimals", () => {
  const says = (seconds: number, locale: Locale) => proseDuration(seconds, locale);
  expect(locales.map((locale) => says(272, locale))).toEqual(Array(4).fill("4 min 32 s"));
  expect(locales.map((locale) => says(11_520, locale))).toEqual([
    "3 u 12 min",
    "3 u 12 min",
    "3 h 12 min",
    "3 h 12 min",
  ]);
  expect([0, 59, 60, 900, 3600, 7199].map((seconds) => says(seconds, "en-GB"))).toEqual([
    "0 s",
    "59 s",
    "1 min",
    "15 min",
    "1 h",
    "2 h",
  ]);
});

test("[UX-15] an age is never rounded up and never negative", () => {
  expect(
    [-5, 999, 18_999, 119_999, 120_000, 7_199_999, 7_200_000].map((ms) => age(ms, "nl-NL")),
  ).toEqual(["0 s", "0 s", "18 s", "119 s", "2 min", "119 min", "2 u"]);
});

test("[UX-8] a value is written as its unit asks, and nothing as a dash", () => {
  const format = createFormat("fr-BE");
  expect(format.value(null, "%", "csat.score")).toBe("–");
  expect(format.value(0, "count", "backlog.open")).toBe("0");
  expect(format.value(87.4, "%", "csat.score")).toBe("87\u00a0%");
  expect(format.value(-12, "points", "nps.score")).toBe("−12");
});
