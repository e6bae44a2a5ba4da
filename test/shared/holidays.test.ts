/** Holiday suggestions for the Netherlands and Belgium (KPIS.md 7.4, D19). */
import { expect, test } from "vitest";
import { HOLIDAY_COUNTRIES, holidays } from "../../shared/org/holidays.ts";
import { orgDocument } from "../../shared/org/org.ts";
import { languages } from "../../shared/text/words.ts";
import { openSeconds } from "../../shared/time/business.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import { compileSchedule } from "../../shared/time/opening.ts";

const dates = (country: "NL" | "BE", year: number) =>
  holidays(country, year).map(({ date }) => date);
const named = (country: "NL" | "BE", year: number, english: string) =>
  holidays(country, year).find(({ name }) => name.en === english)?.date;

test("[KPIS-7.4] the Netherlands in 2026", () => {
  expect(dates("NL", 2026)).toEqual([
    "2026-01-01",
    "2026-04-05",
    "2026-04-06",
    "2026-04-27",
    "2026-05-14",
    "2026-05-24",
    "2026-05-25",
    "2026-12-25",
    "2026-12-26",
  ]);
});

test("[KPIS-7.4] the ten of Belgium in 2026", () => {
  expect(dates("BE", 2026)).toEqual([
    "2026-01-01",
    "2026-04-06",
    "2026-05-01",
    "2026-05-14",
    "2026-05-25",
    "2026-07-21",
    "2026-08-15",
    "2026-11-01",
    "2026-11-11",
    "2026-12-25",
  ]);
});

test("[KPIS-7.4] King's Day is 27 April, and the 26th when the 27th is a Sunday", () => {
  const days = [2024, 2025, 2026, 2027, 2030, 2031].map((year) => named("NL", year, "King’s Day"));
  expect(days).toEqual([
    "2024-04-27",
    "2025-04-26",
    "2026-04-27",
    "2027-04-27",
    "2030-04-27",
    "2031-04-26",
  ]);
});

test("[KPIS-7.4] 21 July in Belgium, every year", () => {
  for (let year = 2020; year <= 2040; year += 1)
    expect(named("BE", year, "National Day")).toBe(`${year}-07-21`);
});

test("[KPIS-7.4] 5 May is suggested in the Netherlands once in five years, in Belgium never", () => {
  const years = [2024, 2025, 2026, 2027, 2028, 2029, 2030];
  expect(years.filter((year) => dates("NL", year).includes(`${year}-05-05`))).toEqual([2025, 2030]);
  expect([2024, 2025, 2030].filter((year) => dates("BE", year).includes(`${year}-05-05`))).toEqual(
    [],
  );
});

/** Easter Sunday by Gauss' rule for 1900 to 2099: another way to the same day. */
function gauss(year: number): string {
  const moon = (19 * (year % 19) + 24) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const late = moon + sunday === 35 || (moon === 28 && sunday === 6 && year % 19 > 10) ? 7 : 0;
  return new Date(Date.UTC(year, 2, 22 + moon + sunday - late)).toISOString().slice(0, 10);
}

test("[KPIS-7.4] Easter from 1900 to 2099, the earliest and the latest among them, by a second rule", () => {
  for (let year = 1900; year <= 2099; year += 1)
    expect(named("NL", year, "Easter Sunday")).toBe(gauss(year));
  expect(
    [2024, 2025, 2026, 2027, 2028, 2029, 2030, 2038, 2008].map((year) =>
      named("NL", year, "Easter Sunday"),
    ),
  ).toEqual([
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
    "2029-04-01",
    "2030-04-21",
    "2038-04-25",
    "2008-03-23",
  ]);
});

test.each(HOLIDAY_COUNTRIES)(
  "[KPIS-7.4] %s: Good Friday is no public holiday; weekdays are what they are called",
  (country) => {
    const weekday = (date = "") => new Date(date).getUTCDay();
    for (let year = 2000; year <= 2100; year += 1) {
      const easterMonday = named(country, year, "Easter Monday") ?? "";
      expect(weekday(easterMonday)).toBe(1);
      expect(weekday(named(country, year, "Ascension Day"))).toBe(4);
      expect(weekday(named(country, year, "Whit Monday"))).toBe(1);
      const goodFriday = new Date(Date.parse(easterMonday) - 3 * DAY_MS).toISOString().slice(0, 10);
      expect(dates(country, year)).not.toContain(goodFriday);
    }
  },
);

test.each(HOLIDAY_COUNTRIES)(
  "[KPIS-7.4] %s: each has a name in every language, and comes in order",
  (country) => {
    for (let year = 2020; year <= 2040; year += 1) {
      const found = holidays(country, year);
      for (const { name } of found)
        for (const language of languages) expect(name[language]).not.toBe("");
      expect(dates(country, year)).toEqual([...dates(country, year)].sort());
    }
  },
);

test("[KPIS-7.4] two holidays may fall on one date: both are told", () => {
  expect(dates("BE", 2008).filter((date) => date === "2008-05-01")).toHaveLength(2);
});

test("[KPIS-7.4] nothing is applied by itself: a schedule is open on a holiday until a team says otherwise", () => {
  const hours = (exceptions: { date: string; name?: string }[]) => {
    const { schedules } = orgDocument.parse({
      schedules: [
        { id: "office", versions: [{ week: { mon: [["09:00", "17:00"]] }, exceptions }] },
      ],
    });
    const from = Date.parse("2026-04-27T00:00:00+02:00");
    return schedules.map((one) =>
      openSeconds(compileSchedule(one, "Europe/Amsterdam"), from, from + DAY_MS),
    );
  };
  expect(hours([])).toEqual([8 * 3600]);
  expect(hours(holidays("NL", 2026).map(({ date, name }) => ({ date, name: name.nl })))).toEqual([
    0,
  ]);
});
