/** The business clock (KPIS.md 4.1, 7.4), in numbers one can check in the head, and against a slow one. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inTimeUntil, openMs, openSeconds, openUntil } from "../../shared/time/business.ts";
import { HOUR_MS, MINUTE_MS } from "../../shared/time/interval.ts";
import { compileSchedule } from "../../shared/time/opening.ts";
import {
  anySchedule,
  daily,
  instant,
  naiveMinutes,
  naiveSeconds,
  scheduleOf,
  type VersionInput,
  workdays,
} from "./schedules.ts";

const HOUR = 3600;
const at = (text: string) => Date.parse(text);
const opening = (versions: VersionInput[] | VersionInput, zone?: string) =>
  compileSchedule(
    scheduleOf(Array.isArray(versions) ? versions : [versions], zone),
    "Europe/Amsterdam",
  );
/** Open seconds between two instants. */
const between = (
  versions: VersionInput[] | VersionInput,
  from: string,
  to: string,
  zone?: string,
) => openSeconds(opening(versions, zone), at(from), at(to));

const office = { week: workdays(["09:00", "17:00"]) };

describe("one schedule", () => {
  test("[KPIS-4.1] office hours: nothing before nine, nothing from five, nothing at the weekend", () => {
    const monday = (time: string) => `2026-03-02T${time}+01:00`;
    expect(between(office, monday("08:00:00"), monday("08:59:59"))).toBe(0);
    expect(between(office, monday("08:00:00"), monday("09:00:01"))).toBe(1);
    expect(between(office, monday("16:59:59"), monday("23:00:00"))).toBe(1);
    expect(between(office, monday("17:00:00"), monday("23:00:00"))).toBe(0);
    expect(between(office, "2026-03-07T00:00:00+01:00", "2026-03-09T00:00:00+01:00")).toBe(0);
    expect(between(office, "2026-03-02T00:00:00+01:00", "2026-03-09T00:00:00+01:00")).toBe(
      40 * HOUR,
    );
  });

  test("[KPIS-4.1] a break is closed, and blocks that overlap or touch are one", () => {
    const hours = (...blocks: [string, string][]) =>
      between({ week: daily(...blocks) }, "2026-03-02T00:00:00+01:00", "2026-03-03T00:00:00+01:00");
    expect(hours(["09:00", "12:30"], ["13:00", "17:00"])).toBe(7.5 * HOUR);
    expect(hours(["09:00", "13:00"], ["12:00", "17:00"])).toBe(8 * HOUR);
    expect(hours(["12:00", "17:00"], ["09:00", "12:00"], ["10:00", "11:00"])).toBe(8 * HOUR);
  });

  test("[KPIS-7.4] past midnight: the hours after it belong to the block that began the day before", () => {
    const friday: VersionInput = { week: { fri: [["22:00", "06:00"]] } };
    expect(between(friday, "2026-03-06T00:00:00+01:00", "2026-03-07T00:00:00+01:00")).toBe(
      2 * HOUR,
    );
    expect(between(friday, "2026-03-07T00:00:00+01:00", "2026-03-08T00:00:00+01:00")).toBe(
      6 * HOUR,
    );
    expect(between(friday, "2026-03-06T23:30:00+01:00", "2026-03-07T00:30:00+01:00")).toBe(HOUR);
    const nights = { week: daily(["22:00", "06:00"], ["05:00", "08:00"]) };
    expect(between(nights, "2026-03-04T00:00:00+01:00", "2026-03-05T00:00:00+01:00")).toBe(
      10 * HOUR,
    );
  });

  test("[KPIS-7.4] 00:00 to 24:00 and 00:00 to 00:00 are a whole day; 24:00 may also be a start", () => {
    const hours = (from: string, to: string) =>
      between(
        { week: { wed: [[from, to]] } },
        "2026-03-02T00:00:00+01:00",
        "2026-03-09T00:00:00+01:00",
      );
    expect(hours("00:00", "24:00")).toBe(24 * HOUR);
    expect(hours("00:00", "00:00")).toBe(24 * HOUR);
    expect(hours("18:00", "24:00")).toBe(6 * HOUR);
    expect(hours("18:00", "18:00")).toBe(24 * HOUR);
    expect(hours("24:00", "06:00")).toBe(6 * HOUR);
  });

  test("[KPIS-7.4] a date may be closed or have hours of its own; a block from the evening before goes on", () => {
    const kings: VersionInput = {
      week: daily(["22:00", "06:00"]),
      exceptions: [{ date: "2026-04-27" }, { date: "2026-12-24", blocks: [["09:00", "12:00"]] }],
    };
    const date = (day: string, zone: string) =>
      between(kings, `${day}T00:00:00${zone}`, `${day}T23:59:59${zone}`) / HOUR;
    expect(date("2026-04-27", "+02:00")).toBe(6); // Sunday's night, and no new one in the evening
    expect(between(kings, "2026-04-28T00:00:00+02:00", "2026-04-28T12:00:00+02:00")).toBe(0);
    expect(date("2026-12-24", "+01:00")).toBe(6 + 3);
  });

  test("[KPIS-7.4] of two exceptions for one date the later listed holds", () => {
    const twice = (...blocks: [string, string][][]) =>
      between(
        { ...office, exceptions: blocks.map((hours) => ({ date: "2026-03-04", blocks: hours })) },
        "2026-03-04T00:00:00+01:00",
        "2026-03-05T00:00:00+01:00",
      );
    expect(twice([], [["10:00", "12:00"]])).toBe(2 * HOUR);
    expect(twice([["10:00", "12:00"]], [])).toBe(0);
  });

  test("[KPIS-7.4] its own zone decides: nine in London is ten in Amsterdam", () => {
    const span = ["2026-03-02T09:00:00+01:00", "2026-03-02T12:00:00+01:00"] as const;
    expect(between(office, ...span)).toBe(3 * HOUR);
    expect(between(office, ...span, "Europe/London")).toBe(2 * HOUR);
  });

  test("[KPIS-1.2] both instants are floored to the second before they are subtracted", () => {
    expect(between(office, "2026-03-02T10:00:00.900+01:00", "2026-03-02T10:00:01.100+01:00")).toBe(
      1,
    );
    expect(between(office, "2026-03-02T10:00:00.100+01:00", "2026-03-02T10:00:00.900+01:00")).toBe(
      0,
    );
    expect(between(office, "2026-03-02T08:59:59.999+01:00", "2026-03-02T09:00:00.999+01:00")).toBe(
      0,
    );
  });

  test("[KPIS-4.1] an end before its start is no time", () => {
    expect(between(office, "2026-03-02T12:00:00+01:00", "2026-03-02T10:00:00+01:00")).toBe(0);
  });
});

describe("versions", () => {
  test("[KPIS-7.4] a change of schedule affects only time after it becomes effective", () => {
    const versions = [office, { from: "2026-03-04", week: workdays(["08:00", "20:00"]) }];
    const day = (date: string) =>
      between(versions, `${date}T00:00:00+01:00`, `${date}T23:59:59+01:00`) / HOUR;
    expect(["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"].map(day)).toEqual([
      8, 8, 12, 12,
    ]);
  });

  test("[KPIS-7.4] at an instant within a day: until then the old hours, from then the new ones", () => {
    const noon = [
      office,
      { from: "2026-03-04T12:00:00+01:00", week: daily(["10:00", "11:00"], ["16:00", "20:00"]) },
    ];
    expect(between(noon, "2026-03-04T00:00:00+01:00", "2026-03-05T00:00:00+01:00")).toBe(
      (3 + 4) * HOUR,
    );
  });

  test("[KPIS-7.4] a night that the change falls into is cut there, whatever order versions are listed in", () => {
    const nights = [
      { from: "2026-03-04", week: daily(["21:00", "03:00"]) },
      { week: daily(["22:00", "06:00"]) },
    ];
    // Tuesday evening by the old version, from midnight by the new: until 03:00, then from 21:00.
    expect(between(nights, "2026-03-03T12:00:00+01:00", "2026-03-04T12:00:00+01:00")).toBe(
      (2 + 3) * HOUR,
    );
    expect(between(nights, "2026-03-04T12:00:00+01:00", "2026-03-05T12:00:00+01:00")).toBe(
      (3 + 3) * HOUR,
    );
  });

  test("[KPIS-1.2] a change within a second is taken at its beginning, so all time is whole seconds", () => {
    const midSecond = { from: "2026-03-04T12:00:00.700+01:00", always: true };
    expect(between(midSecond, "2026-03-04T11:59:00+01:00", "2026-03-04T12:00:02+01:00")).toBe(2);
  });

  test("[KPIS-7.4] always open counts every second, from then on; before the first version nothing is known", () => {
    const from = opening({ from: "2026-03-04", always: true });
    expect(from.knownFrom).toBe(at("2026-03-04T00:00:00+01:00"));
    expect(
      openSeconds(from, at("2026-03-03T00:00:00+01:00"), at("2026-03-06T00:00:00+01:00")),
    ).toBe(48 * HOUR);
    expect(opening(office).knownFrom).toBe(-Infinity);
  });
});

describe("[KPIS-7.4] clock changes", () => {
  const spring = ["2026-03-28T23:00:00+01:00", "2026-03-29T08:00:00+02:00"] as const;
  const autumn = ["2026-10-24T23:00:00+02:00", "2026-10-25T08:00:00+01:00"] as const;

  test("[KPIS-7.4] C10: nine hours on the clock are eight in spring and ten in autumn", () => {
    expect(between({ always: true }, ...spring)).toBe(28_800);
    expect(between({ always: true }, ...autumn)).toBe(36_000);
    expect(between({ week: daily(["00:00", "24:00"]) }, ...spring)).toBe(28_800);
    expect(between({ week: daily(["22:00", "08:00"]) }, ...autumn)).toBe(36_000);
  });

  /** Open minutes of the night of the change. */
  const night = (which: "spring" | "autumn", ...blocks: [string, string][]) =>
    which === "spring"
      ? between({ week: daily(...blocks) }, ...spring) / 60
      : between({ week: daily(...blocks) }, ...autumn) / 60;

  test("[KPIS-7.4] D11: a time that is skipped is the moment the clock jumps over it", () => {
    expect(night("spring", ["01:00", "02:30"])).toBe(60); // 01:00 to 02:00, which is 03:00
    expect(night("spring", ["02:30", "04:00"])).toBe(60); // from 03:00
    expect(night("spring", ["02:30", "03:15"])).toBe(15); // never from 03:30 back to 03:15
    expect(night("spring", ["02:10", "02:50"])).toBe(0);
  });

  test("[KPIS-7.4] D11: of a time that comes twice the first counts, for a start and for an end", () => {
    expect(night("autumn", ["02:00", "02:30"])).toBe(30);
    expect(night("autumn", ["02:30", "03:00"])).toBe(90); // 02:30, 02:59 again 02:00, 03:00
    expect(night("autumn", ["01:00", "02:15"], ["02:45", "04:00"])).toBe(75 + 135); // a break of 30 minutes
    expect(night("autumn", ["01:00", "02:30"], ["02:30", "04:00"])).toBe(4 * 60);
  });

  test("[KPIS-7.4] where clocks change at midnight the day begins when it first shows", () => {
    const day = (date: string, zone: string) => {
      const open = compileSchedule(scheduleOf([{ week: daily(["00:00", "02:00"]) }], zone), "UTC");
      return openMs(open, at(date), at(date) + 24 * HOUR_MS) / MINUTE_MS;
    };
    expect(day("2026-03-28T20:00:00Z", "Asia/Beirut")).toBe(60); // 00:00 is skipped
    expect(day("2026-10-24T18:00:00Z", "Asia/Beirut")).toBe(120); // 24:00 becomes 23:00
  });
});

describe("targets", () => {
  const until = (seconds: number, from: string) => openUntil(opening(office), at(from), seconds);
  const inTime = (seconds: number, from: string) => inTimeUntil(opening(office), at(from), seconds);

  test("[KPIS-4.2] four business hours from Friday 15:00 are over on Monday at 11:00", () => {
    expect(until(4 * HOUR, "2026-03-06T15:00:00+01:00")).toBe(at("2026-03-09T11:00:00+01:00"));
  });

  test("[KPIS-4.2] a wait that begins at night begins to count at nine", () => {
    expect(until(60, "2026-03-06T03:00:00+01:00")).toBe(at("2026-03-06T09:01:00+01:00"));
  });

  test("[KPIS-4.2] used up at closing time: reached then, and still in time until the next opening", () => {
    const friday = "2026-03-06T16:00:00+01:00";
    expect(until(HOUR, friday)).toBe(at("2026-03-06T17:00:00+01:00"));
    expect(inTime(HOUR, friday)).toBe(at("2026-03-09T09:00:00+01:00"));
    expect(inTime(HOUR - 1, friday)).toBe(at("2026-03-06T16:59:59+01:00"));
  });

  test("[KPIS-4.2] no seconds at all are reached at once, on the whole second", () => {
    expect(until(0, "2026-03-06T16:00:00.700+01:00")).toBe(at("2026-03-06T16:00:00+01:00"));
    expect(inTime(0, "2026-03-06T20:00:00+01:00")).toBe(at("2026-03-09T09:00:00+01:00"));
  });

  test("[KPIS-4.2] a schedule that never opens never gets there, nor does one that opens too late", () => {
    const never = opening({});
    expect(openUntil(never, at("2026-03-06T16:00:00Z"), 1)).toBe(null);
    expect(inTimeUntil(never, at("2026-03-06T16:00:00Z"), 1)).toBe(null);
    expect(openSeconds(never, at("2025-03-06T16:00:00Z"), at("2026-03-06T16:00:00Z"))).toBe(0);
    const later = opening([{}, { from: "2027-01-04", always: true }]);
    expect(openUntil(later, at("2026-03-06T00:00:00Z"), 60)).toBe(at("2027-01-04T00:01:00+01:00"));
    expect(openUntil(later, at("2025-03-06T00:00:00Z"), 60)).toBe(null);
  });
});

describe("against a clock that is read minute by minute", () => {
  const week = fc.tuple(instant, fc.integer({ min: 0, max: 7 * 24 * HOUR }));

  test("[KPIS-4.1] any schedule, any week, both clock changes: the same seconds", () => {
    fc.assert(
      fc.property(anySchedule, week, (described, [from, seconds]) => {
        const compiled = compileSchedule(described, "UTC");
        const to = from + seconds * 1000;
        expect(openSeconds(compiled, from, to)).toBe(naiveSeconds(described, from, to));
      }),
      { numRuns: 150 },
    );
  });

  test("[KPIS-1.2] parts add up to the whole, wherever they are cut", () => {
    fc.assert(
      fc.property(
        anySchedule,
        week,
        fc.array(fc.nat(7 * 24 * HOUR * 1000)),
        (described, [from, seconds], cuts) => {
          const compiled = compileSchedule(described, "UTC");
          const to = from + seconds * 1000;
          const points = [
            from,
            ...cuts.map((ms) => Math.min(from + ms, to)).sort((a, b) => a - b),
            to,
          ];
          const parts = points
            .slice(1)
            .map((end, index) => openSeconds(compiled, points[index] ?? 0, end));
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(openSeconds(compiled, from, to));
        },
      ),
    );
  });

  test("[KPIS-4.2] a target's instant is the first with that many seconds, and in time the last", () => {
    fc.assert(
      fc.property(
        anySchedule,
        instant,
        fc.integer({ min: 1, max: 40 * HOUR }),
        (described, from, seconds) => {
          const compiled = compileSchedule(described, "UTC");
          const reached = openUntil(compiled, from, seconds);
          const last = inTimeUntil(compiled, from, seconds);
          if (reached !== null) {
            expect(openSeconds(compiled, from, reached)).toBe(seconds);
            expect(openSeconds(compiled, from, reached - 1000)).toBe(seconds - 1);
          }
          if (last !== null) {
            expect(openSeconds(compiled, from, last)).toBe(seconds);
            expect(openSeconds(compiled, from, last + 1000)).toBe(seconds + 1);
            expect(reached === null || reached <= last).toBe(true);
          }
          if (reached === null) expect(last).toBe(null);
        },
      ),
    );
  });

  test("[KPIS-7.4] the days of any schedule follow each other without gaps, their spans apart and in order", () => {
    fc.assert(
      fc.property(anySchedule, instant, (described, from) => {
        const compiled = compileSchedule(described, "UTC");
        let end = compiled.dayAt(from).from;
        for (let count = 0; count < 12; count += 1) {
          const day = compiled.dayAt(end);
          expect(day.from).toBe(end);
          expect(day.open.reduce((sum, one) => sum + one.to - one.from, 0)).toBe(day.openMs);
          const edges = day.open.flatMap((one) => [one.from, one.to]);
          expect(edges).toEqual([...new Set(edges)].sort((a, b) => a - b));
          expect(edges.every((one) => day.from <= one && one <= day.to)).toBe(true);
          end = day.to;
        }
      }),
    );
  });

  const changing = ["Europe/Amsterdam", "Australia/Lord_Howe", "Asia/Beirut", "America/Santiago"];
  test.each(changing)(
    "[KPIS-7.4] %s: a year of shifts, day by day and minute by minute",
    (zone) => {
      const shifts = scheduleOf([{ week: daily(["23:30", "02:15"], ["02:45", "07:00"]) }], zone);
      const compiled = compileSchedule(shifts, "UTC");
      const minutes = naiveMinutes(shifts, at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
      const wrong = minutes
        .slice(2 * 1440, -2 * 1440)
        .filter(
          (one) => openMs(compiled, one.at, one.at + MINUTE_MS) !== (one.isOpen ? MINUTE_MS : 0),
        );
      expect(wrong).toEqual([]);
    },
  );
});
