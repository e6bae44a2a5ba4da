/** Opening hours in words: what golden files write, and the little more that people would. */
import { describe, expect, test } from "vitest";
import { scheduleOf, teamHoursOf } from "../../../../server/commands/golden/hours.ts";
import { schedule } from "../../../../shared/org/schedule.ts";

const OFFICE = "Mon-Fri 09:00-17:00 Europe/Amsterdam, closed 2026-04-06";

/** The one version a schedule has, as the organisation will read it. */
function read(words: string) {
  const { zone, versions } = schedule.parse(scheduleOf("s", words));
  return { zone, ...versions[0] };
}

describe("[KPIS-7.4] hours in words", () => {
  test("days, hours, zone and a closed day", () => {
    const day = [["09:00", "17:00"]];
    expect(read(OFFICE)).toMatchObject({
      zone: "Europe/Amsterdam",
      always: false,
      week: { mon: day, tue: day, wed: day, thu: day, fri: day },
      exceptions: [{ date: "2026-04-06", blocks: [] }],
    });
    expect(Object.keys(read(OFFICE).week ?? {})).toHaveLength(5);
  });

  test("a break, several days for the same hours, special hours, over midnight and over the week's end", () => {
    const words = "Tue, Thu 9:00-12:00 13:00-17:30; Sat-Sun 22:00-06:00, 2026-12-24 09:00-13:00";
    const twice = [
      ["09:00", "12:00"],
      ["13:00", "17:30"],
    ];
    expect(read(words)).toEqual({
      zone: undefined,
      always: false,
      week: { tue: twice, thu: twice, sat: [["22:00", "06:00"]], sun: [["22:00", "06:00"]] },
      exceptions: [{ date: "2026-12-24", blocks: [["09:00", "13:00"]] }],
    });
    expect(Object.keys(read("Sat-Mon 10:00-24:00").week ?? {})).toEqual(["sat", "sun", "mon"]);
  });

  test("closed days stay closed, whatever hours come after them", () => {
    const words = "closed 2026-04-06 2026-04-27, closed Sun, Mon-Fri 09:00-17:00";
    expect(read(words)).toMatchObject({
      week: { sun: [], mon: [["09:00", "17:00"]] },
      exceptions: [
        { date: "2026-04-06", blocks: [] },
        { date: "2026-04-27", blocks: [] },
      ],
    });
  });

  test("a team keeps hours of its own, those of a name, round the clock, or none", () => {
    const { schedules, ofTeam, problems } = teamHoursOf({
      B: "office",
      A: `office: ${OFFICE}`,
      N: "always open",
      X: "none",
      Y: "Sat 10:00-14:00",
    });
    expect([...ofTeam]).toEqual([
      ["B", "office"],
      ["A", "office"],
      ["N", "always open"],
      ["X", null],
      ["Y", "Sat 10:00-14:00"],
    ]);
    expect(schedules.map(({ id }) => id)).toEqual(["office", "always open", "Sat 10:00-14:00"]);
    expect(schedules[1]?.versions).toEqual([{ always: true }]);
    expect(problems).toEqual([]);
  });

  test("words that cannot be read are told, and the team has no hours rather than wrong ones", () => {
    const { schedules, ofTeam, problems } = teamHoursOf({ A: "weekdays nine to five", B: "desk" });
    expect(problems).toEqual([
      "the hours of team A cannot be read: weekdays nine to five",
      "the hours of team B cannot be read: desk",
    ]);
    expect([...ofTeam.values(), ...schedules]).toEqual([null, null]);
  });
});
