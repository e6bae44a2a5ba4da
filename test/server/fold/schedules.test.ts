/** The hours a team had then, and business time piece by piece over the teams that had a contact. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directoryOf } from "../../../server/fold/directory.ts";
import {
  businessInTimeUntil,
  businessSeconds,
  businessUntil,
  type SchedulePiece,
} from "../../../server/fold/schedules.ts";
import { type OrgInput, orgDocument } from "../../../shared/org/org.ts";
import { openSeconds } from "../../../shared/time/business.ts";
import { DAY_MS } from "../../../shared/time/interval.ts";

const at = (text: string) => Date.parse(text);
const workdays = (...blocks: [string, string][]) =>
  Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, blocks]));

/** The schedules of the golden cases: A office, N always open, X none. */
const golden: OrgInput = {
  schedules: [
    {
      id: "office",
      zone: "Europe/Amsterdam",
      versions: [{ week: workdays(["09:00", "17:00"]), exceptions: [{ date: "2026-04-06" }] }],
    },
    { id: "always", versions: [{ always: true }] },
  ],
  teams: [
    { id: "A", schedules: [{ schedule: "office" }] },
    { id: "N", schedules: [{ schedule: "always" }] },
    { id: "X" },
  ],
};
const directory = (org: OrgInput) => directoryOf(orgDocument.parse(org));
const { schedulesBetween } = directory(golden);

/** Business seconds of a wait that went from team to team: `A` from an instant, `N` from the next … */
function seconds(...stations: (string | null)[]): number | null {
  const pieces: SchedulePiece[] = [];
  for (let index = 0; index + 2 < stations.length; index += 2) {
    const [from, team, to] = stations.slice(index, index + 3);
    pieces.push(...schedulesBetween(team ?? null, at(from ?? ""), at(to ?? "")));
  }
  return businessSeconds(pieces);
}

describe("the golden cases of the business clock", () => {
  test("[KPIS-4.1] C09: Friday 16:30 to Tuesday 09:45 over a weekend and Easter Monday is 4500 s", () => {
    expect(seconds("2026-04-03T16:30:00+02:00", "A", "2026-04-07T09:45:00+02:00")).toBe(4500);
  });

  test("[KPIS-7.4] C10: a team that is always open is measured in real time over both clock changes", () => {
    expect(seconds("2026-03-28T23:00:00+01:00", "N", "2026-03-29T08:00:00+02:00")).toBe(28_800);
    expect(seconds("2026-10-24T23:00:00+02:00", "N", "2026-10-25T08:00:00+01:00")).toBe(36_000);
  });

  test("[KPIS-4.1] C37: 16:00 to 20:00 with the office and half an hour with the night team is 5400 s", () => {
    const [opened, moved, answered] = ["16:00:00", "20:00:00", "20:30:00"].map(
      (time) => `2026-03-06T${time}+01:00`,
    );
    expect(seconds(opened ?? "", "A", moved ?? "", "N", answered ?? "")).toBe(3600 + 1800);
  });
});

describe("without a schedule", () => {
  test("[KPIS-4.1] an answer outside hours has 0 business seconds; without a schedule there is no value", () => {
    expect(seconds("2026-03-07T10:00:00+01:00", "A", "2026-03-07T11:00:00+01:00")).toBe(0);
    expect(seconds("2026-03-04T10:00:00+01:00", "X", "2026-03-04T11:00:00+01:00")).toBe(null);
    expect(seconds("2026-03-04T10:00:00+01:00", "who", "2026-03-04T11:00:00+01:00")).toBe(null);
    expect(seconds("2026-03-04T10:00:00+01:00", null, "2026-03-04T11:00:00+01:00")).toBe(null);
  });

  test("[KPIS-4.1] one piece in a team without a schedule leaves no value, unless it lasted no second", () => {
    const [opened, moved, answered] = [
      "2026-03-04T10:00:00.100Z",
      "2026-03-04T10:00:00.900Z",
      "2026-03-04T10:01:00Z",
    ];
    expect(seconds(opened, "A", answered, "X", "2026-03-04T10:01:01Z")).toBe(null);
    expect(seconds(opened, "X", moved, "A", answered)).toBe(60);
    expect(seconds(opened, "A", moved, "X", answered)).toBe(null);
  });

  test("[KPIS-4.1] a wait without a second is 0 where there are hours, and no value where there are none", () => {
    expect(seconds("2026-03-04T10:00:00Z", "A", "2026-03-04T10:00:00Z")).toBe(0);
    expect(seconds("2026-03-04T10:00:00Z", "X", "2026-03-04T10:00:00Z")).toBe(null);
    expect(seconds("2026-03-04T10:00:05Z", "A", "2026-03-04T10:00:00Z")).toBe(0);
    expect(businessSeconds([])).toBe(null);
    const now = "2026-03-04T10:00:00Z";
    expect(seconds(now, "X", now, "A", now)).toBe(0); // the team that had it in the end decides
    expect(seconds(now, "A", now, "X", now)).toBe(null);
  });
});

describe("dated", () => {
  const changing = directory({
    ...golden,
    schedules: [
      ...(golden.schedules ?? []),
      { id: "late", versions: [{ from: "2026-05-01", always: true }] },
    ],
    teams: [
      {
        id: "A",
        schedules: [
          { from: "2026-03-02", schedule: "office" },
          { from: "2026-04-01", schedule: "always" },
          { from: "2026-06-01", schedule: null },
        ],
      },
      { id: "B", schedules: [{ from: "2026-04-01", schedule: "late" }] },
      { id: "C", schedules: [{ schedule: "forgotten" }] },
      {
        id: "E",
        schedules: [{ schedule: "late" }, { from: "2026-04-01", schedule: "office" }],
      },
    ],
  });
  const alwaysOpen = changing.opening("A", at("2026-04-15T00:00:00Z"));
  const office = changing.opening("A", at("2026-03-15T00:00:00Z"));

  test("[R8] a team has the schedule it had then; before the first and after the last none", () => {
    const which = (time: string) => changing.opening("A", at(time));
    expect(which("2026-03-01T23:59:59+01:00")).toBe(null);
    expect(which("2026-03-02T00:00:00+01:00")).toBe(office);
    expect(which("2026-03-31T23:59:59+02:00")).toBe(office);
    expect(which("2026-04-01T00:00:00+02:00")).toBe(alwaysOpen);
    expect(which("2026-06-01T00:00:00+02:00")).toBe(null);
    expect(office).not.toBe(null);
    expect(alwaysOpen).not.toBe(office);
  });

  test("[R8] a wait is cut where the team's schedule changes", () => {
    const [from, cut, to] = [
      "2026-03-31T16:00:00+02:00",
      "2026-04-01T00:00:00+02:00",
      "2026-04-01T01:00:00+02:00",
    ].map(at);
    const pieces = changing.schedulesBetween("A", from ?? 0, to ?? 0);
    expect(pieces).toEqual([
      { from, to: cut, opening: office },
      { from: cut, to, opening: alwaysOpen },
    ]);
    expect(businessSeconds(pieces)).toBe(3600 + 3600);
  });

  test("[KPIS-7.4] before its first version a schedule is unknown, not closed; a missing one is none", () => {
    expect(changing.opening("B", at("2026-04-15T00:00:00Z"))).toBe(null);
    expect(changing.opening("B", at("2026-05-01T00:00:00+02:00"))).not.toBe(null);
    expect(
      businessSeconds(
        changing.schedulesBetween("B", at("2026-04-30T00:00:00Z"), at("2026-05-02T00:00:00Z")),
      ),
    ).toBe(null);
    expect(changing.opening("C", at("2026-04-15T00:00:00Z"))).toBe(null);
  });

  test("[R8] pieces follow each other from the first instant to the last, each with the hours of its time", () => {
    const day = fc.integer({ min: at("2026-02-01T00:00:00Z"), max: at("2026-07-01T00:00:00Z") });
    fc.assert(
      fc.property(
        fc.constantFrom("A", "B", "C", "D", "E"),
        day,
        fc.integer({ min: 0, max: 150 * DAY_MS }),
        (team, from, ms) => {
          const pieces = changing.schedulesBetween(team, from, from + ms);
          expect(pieces[0]?.from).toBe(from);
          expect(pieces.at(-1)?.to).toBe(from + ms);
          pieces.forEach((piece, index) => {
            expect(piece.opening).toBe(changing.opening(team, piece.from));
            expect(piece.to > piece.from || ms === 0).toBe(true);
            if (piece.to > piece.from)
              expect(piece.opening).toBe(changing.opening(team, piece.to - 1));
            if (index > 0) expect(pieces[index - 1]?.to).toBe(piece.from);
            if (index > 0) expect(pieces[index - 1]?.opening).not.toBe(piece.opening);
          });
        },
      ),
    );
  });
});

describe("targets over several teams", () => {
  const from = at("2026-03-06T16:00:00+01:00");
  const moved = at("2026-03-06T20:00:00+01:00");
  const pieces = [...schedulesBetween("A", from, moved), ...schedulesBetween("N", moved, Infinity)];

  test("[KPIS-4.2] two business hours: one with the office, the second with the night team", () => {
    expect(businessUntil(pieces, 7200)).toBe(at("2026-03-06T21:00:00+01:00"));
    expect(businessUntil(pieces, 1800)).toBe(at("2026-03-06T16:30:00+01:00"));
  });

  test("[KPIS-4.2] D13: used up at closing time it is in time until the next team's clock runs", () => {
    expect(businessUntil(pieces, 3600)).toBe(at("2026-03-06T17:00:00+01:00"));
    expect(businessInTimeUntil(pieces, 3600)).toBe(moved);
  });

  test("[KPIS-4.2] never in a team without a schedule, nor in time that is not there", () => {
    const lost = [...schedulesBetween("A", from, moved), ...schedulesBetween("X", moved, Infinity)];
    expect(businessUntil(lost, 3600)).toBe(at("2026-03-06T17:00:00+01:00"));
    expect(businessUntil(lost, 3601)).toBe(null);
    expect(businessUntil(schedulesBetween("A", from, moved), 3601)).toBe(null);
  });

  test("[KPIS-4.2] a target is reached when, and in time as long as, the pieces say so", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (target) => {
        const until = (to: number) =>
          businessSeconds([
            ...schedulesBetween("A", from, Math.min(to, moved)),
            ...schedulesBetween("N", moved, Math.max(to, moved)),
          ]);
        const reached = businessUntil(pieces, target) ?? 0;
        const last = businessInTimeUntil(pieces, target) ?? 0;
        expect([until(reached - 1000), until(reached)]).toEqual([target - 1, target]);
        expect([until(last), until(last + 1000)]).toEqual([target, target + 1]);
      }),
    );
  });
});

test("[KPIS-7.4] a membership that changes does not make the hours anew", () => {
  const org = orgDocument.parse(golden);
  const time = at("2026-03-04T12:00:00+01:00");
  const opening = directoryOf(org).opening("A", time);
  expect(directoryOf(org, []).opening("A", time)).toBe(opening);
  expect(opening && openSeconds(opening, time, time + 60_000)).toBe(60);
});
