/** Outside opening hours, as the board's header says it. */
import { expect, test } from "vitest";
import { closedAt } from "../../../server/live/closed.ts";
import { type OrgInput, orgDocument } from "../../../shared/org/org.ts";
import { periodOf } from "../../../shared/time/interval.ts";

const OFFICE = { mon: [["09:00", "17:00"]], fri: [["09:00", "17:00"]] };
const ORG = {
  schedules: [
    { id: "office", versions: [{ week: OFFICE, exceptions: [{ date: "2026-03-09" }] }] },
    { id: "late", versions: [{ week: { fri: [["12:00", "20:00"]], sat: [["10:00", "12:00"]] } }] },
    { id: "never", versions: [{ week: {} }] },
  ],
  teams: [
    { id: "a", schedules: [{ schedule: "office" }] },
    { id: "b", schedules: [{ schedule: "late" }] },
  ],
} as OrgInput;

const at = (time: string) => Date.parse(`${time}:00+01:00`);

function closed(time: string, team: string | null, org: OrgInput = ORG, label = "today") {
  const document = orgDocument.parse(org);
  const now = at(time);
  const period = periodOf(label, document.organisation.zone, now);
  if (!period.ok) throw new Error(period.problem);
  return closedAt({ org: document, team, now, period: period.value }).closed;
}

test("[UX-19] on Saturday a team of Mondays and Fridays is closed until its next opening, holidays left out", () => {
  expect(closed("2026-03-07T11:00", "a")).toEqual({
    until: at("2026-03-13T09:00"), // Monday the 9th is a holiday
    lastOpenDay: "2026-03-06",
  });
});

test("[UX-19] before and after the hours of an open day it is closed, within them not", () => {
  expect(closed("2026-03-06T08:59", "a")).toEqual({
    until: at("2026-03-06T09:00"),
    lastOpenDay: "2026-03-02",
  });
  expect(closed("2026-03-06T09:00", "a")).toBeUndefined();
  expect(closed("2026-03-06T16:59", "a")).toBeUndefined();
  expect(closed("2026-03-06T17:00", "a")?.until).toBe(at("2026-03-13T09:00"));
});

test("[UX-19] the centre is closed when every team is, and opens with the first", () => {
  expect(closed("2026-03-06T18:00", null)).toBeUndefined(); // the late team works
  expect(closed("2026-03-06T21:00", null)).toEqual({
    until: at("2026-03-07T10:00"),
    lastOpenDay: "2026-03-02", // before today
  });
});

test("[UX-19] a team without hours is never closed, nor is a centre with one", () => {
  const teams = [...(ORG.teams ?? []), { id: "c" }];
  expect(closed("2026-03-08T03:00", "c", { ...ORG, teams })).toBeUndefined();
  expect(closed("2026-03-08T03:00", null, { ...ORG, teams })).toBeUndefined();
  expect(closed("2026-03-08T03:00", null, { organisation: {} })).toBeUndefined();
});

test("[UX-19] hours that never come again have no next opening and no last open day", () => {
  const org = { ...ORG, teams: [{ id: "d", schedules: [{ schedule: "never" }] }] };
  expect(closed("2026-03-08T03:00", "d", org)).toEqual({ until: null, lastOpenDay: null });
});

test("[UX-19] a day that is over is what it was; the last hours and this week are now", () => {
  expect(closed("2026-03-07T11:00", "a", ORG, "2026-03-06")).toBeUndefined();
  expect(closed("2026-03-07T11:00", "a", ORG, "last-60m")).toBeDefined();
  expect(closed("2026-03-07T11:00", "a", ORG, "this-week")).toBeDefined();
});
