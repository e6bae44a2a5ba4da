/** The words of a report: complete in three languages, and headings that everybody writes alike. */
import { expect, test } from "vitest";
import { createFormat, locales } from "../../shared/text/format.ts";
import { reportEn } from "../../shared/text/report.en.ts";
import { reportFr } from "../../shared/text/report.fr.ts";
import { reportNl } from "../../shared/text/report.nl.ts";
import { datesOf, reportHeading, reportWords } from "../../shared/text/report.ts";
import { reportDecimals, reportRounded, reportText } from "../../shared/text/report-value.ts";
import { type Language, languages } from "../../shared/text/words.ts";

const catalogs: Record<Language, Record<string, string>> = {
  nl: reportNl,
  fr: reportFr,
  en: reportEn,
};
const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const ZONE = "Europe/Amsterdam";
const week = (label: string, from: string, to: string) => ({ label, from, to, zone: ZONE });
const W47 = week("2026-W47", "2026-11-15T23:00:00.000Z", "2026-11-22T23:00:00.000Z");

test.each(languages)("[EXP-10] a report has every word in %s, with the same holes", (language) => {
  expect(Object.keys(catalogs[language])).toEqual(Object.keys(reportEn));
  for (const [key, text] of Object.entries(reportEn)) {
    expect(catalogs[language][key]?.trim(), key).not.toBe("");
    expect(holes(catalogs[language][key] ?? ""), key).toEqual(holes(text));
  }
});

test("[EXP-10] French has a no-break space before double punctuation in reports too", () => {
  expect(Object.values(reportFr).filter((text) => / [:;!?%]/.test(text))).toEqual([]);
});

test("[EXP-5] the heading says the ISO week and its days, once what they share", () => {
  expect(reportHeading(W47, reportWords("nl"), "nl-NL")).toBe("Week 47 (16–22 november 2026)");
  expect(reportHeading(W47, reportWords("fr"), "fr-BE")).toBe("Semaine 47 (16–22 novembre 2026)");
  expect(reportHeading(W47, reportWords("en"), "en-GB")).toBe("Week 47 (16–22 November 2026)");
});

test("[EXP-5] the week of a turn of the year has the ISO year's number", () => {
  const first = week("2025-W01", "2024-12-29T23:00:00.000Z", "2025-01-05T23:00:00.000Z");
  const text = reportHeading(first, reportWords("en"), "en-GB");
  expect(text).toBe("Week 1 (30 December 2024 – 5 January 2025)");
  const last = week("2026-W53", "2026-12-27T23:00:00.000Z", "2027-01-03T23:00:00.000Z");
  expect(reportHeading(last, reportWords("nl"), "nl-BE")).toBe(
    "Week 53 (28 december 2026 – 3 januari 2027)",
  );
});

test("[EXP-5] a week in which clocks change begins and ends on the right days", () => {
  const autumn = week("2026-W43", "2026-10-18T22:00:00.000Z", "2026-10-25T23:00:00.000Z");
  expect(datesOf(autumn, "nl-NL")).toBe("19–25 oktober 2026");
});

test("[EXP-5] a day or a month is called by its dates", () => {
  const day = { ...W47, label: "2026-11-16", to: "2026-11-16T23:00:00.000Z" };
  expect(reportHeading(day, reportWords("nl"), "nl-NL")).toBe("16 november 2026");
  const month = week("2026-10", "2026-09-30T22:00:00.000Z", "2026-10-31T23:00:00.000Z");
  expect(reportHeading(month, reportWords("fr"), "fr-BE")).toBe("1–31 octobre 2026");
});

test("[EXP-8] shares are told to a tenth, NPS, seconds and counts whole, half away from zero", () => {
  expect(reportRounded(82.45, "%", "csat.score")).toBe(82.5);
  expect(reportRounded(-12.5, "points", "nps.score")).toBe(-13);
  expect(reportRounded(341.5, "s", "aht.mean")).toBe(342);
  expect(reportDecimals("count", "tickets.created")).toBe(0);
  expect(reportDecimals("points", "csat.mean")).toBe(1);
  expect(reportDecimals("ratio", "concurrency")).toBe(2);
});

test("[EXP-8] people read exactly the number that is exported", () => {
  const nl = createFormat("nl-NL");
  expect(reportText(nl, 82.45, "%", "csat.score")).toBe("82,5%");
  expect(reportText(nl, -12.4, "points", "nps.score")).toBe("−12");
  expect(reportText(nl, 341.5, "s", "aht.mean")).toBe("5:42");
  expect(reportText(nl, null, "s", "aht.mean")).toBe("–");
  for (const locale of locales)
    expect(reportText(createFormat(locale), 0, "%", "sl.E").replace(",", ".")).toMatch(/^0\.0/);
});
