/** A golden file's conventions as an organisation: what the product is told before the first event. */
import { expect, test } from "vitest";
import { goldenFileOf } from "../../../../server/commands/golden/file.ts";
import { settingsOf } from "../../../../server/commands/golden/settings.ts";
import { orgDocument } from "../../../../shared/org/org.ts";

const EVENT = { id: "e", at: "2026-03-03T08:00:00+01:00" };
const shift = (id: string, activity: string) => ({
  ...EVENT,
  id,
  kind: "schedule.shift",
  agent: "anna",
  activity,
  from: "2026-03-03T09:00:00+01:00",
  to: "2026-03-03T10:00:00+01:00",
});

/** The organisation as the log will hold it. */
function organisationOf(conventions: object, events: object[]) {
  const cases = [{ id: "C1", events, expected: [] }];
  const file = goldenFileOf(JSON.stringify({ conventions, cases }), "f.json");
  return orgDocument.parse(settingsOf(file.conventions, file.cases[0]?.events ?? []).organisation);
}

test("[KPIS-10] zone, thresholds, promise, scales and hours of the file are the organisation's", () => {
  const org = organisationOf(
    {
      zone: "Europe/London",
      service_level: { T_seconds: 30, short_abandon_seconds: 10, default: "E" },
      sla_first_response_seconds: 1800,
      csat_positive: { "1-7 (CSAT)": [6, 7], "good-bad": ["good"], "1-3": [3] },
      schedules: { A: "office: Mon 09:00-17:00 Europe/Amsterdam", B: "office", X: "none" },
    },
    [],
  );
  expect(org.organisation).toMatchObject({
    zone: "Europe/London",
    thresholds: [{ answerWithinSeconds: 30, shortAbandonSeconds: 10 }],
  });
  expect(org.slas).toEqual([{ metric: "frt", seconds: 1800, clock: "calendar" }]);
  expect(org.scales).toEqual([
    { min: 1, max: 7, positive: [6, 7] },
    { min: 0, max: 1, positive: [1] },
    { min: 1, max: 3, positive: [3] },
  ]);
  expect(org.schedules.map(({ id, zone }) => [id, zone])).toEqual([["office", "Europe/Amsterdam"]]);
  expect(org.teams.map(({ id, schedules }) => [id, schedules[0]?.schedule])).toEqual([
    ["A", "office"],
    ["B", "office"],
    ["X", null],
  ]);
});

test("[KPIS-10] what a file leaves out is as in the published one: 20 s, 5 s, Europe/Amsterdam, no promise", () => {
  const org = organisationOf({}, []);
  expect(org.organisation).toMatchObject({
    zone: "Europe/Amsterdam",
    thresholds: [{ answerWithinSeconds: 20, shortAbandonSeconds: 5 }],
  });
  expect(org.slas).toEqual([]);
});

test("[R9] every team, agent and queue that an event names exists; a queue's team is its namesake", () => {
  const org = organisationOf({ schedules: { N: "always open" } }, [
    { ...EVENT, id: "1", kind: "call.queued", call: "c1", queue: "line" },
    { ...EVENT, id: "2", kind: "ticket.solved", ticket: "t1", agent: "bram", team: "A" },
  ]);
  expect(org.teams.map(({ id }) => id)).toEqual(["N", "line", "A"]);
  expect(org.agents.map(({ id }) => id)).toEqual(["bram"]);
  expect(org.queues).toMatchObject([{ id: "line", team: "line", thresholds: [] }]);
});

test("[KPIS-6.2] planned shifts are the organisation's; one that comes twice is one, in any order", () => {
  const shifts = [shift("s1", "productive"), shift("s2", "break"), shift("s1", "productive")];
  expect(organisationOf({}, shifts).shifts).toMatchObject([
    { agent: "anna", activity: "productive", from: "2026-03-03T09:00:00+01:00" },
    { agent: "anna", activity: "break" },
  ]);
  const [one, other] = [shift("s1", "productive"), shift("s1", "break")];
  expect(organisationOf({}, [one, other]).shifts).toEqual(organisationOf({}, [other, one]).shifts);
});
