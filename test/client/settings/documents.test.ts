/** Documents to drafts and back: hours from a date, people who move, ids that are mapped, targets, policy. */
import { expect, test } from "vitest";
import { changesBetween } from "../../../client/settings/changes.ts";
import { inForceOn, plusDays, today, withFrom } from "../../../client/settings/dates.ts";
import { newId } from "../../../client/settings/entries.ts";
import { mapId, moveAgent, teamOn, unmapId } from "../../../client/settings/people.ts";
import {
  blockOf,
  policyDraft,
  undoWish,
  widened,
  wishOf,
} from "../../../client/settings/policy.ts";
import {
  addSchedule,
  differentDays,
  hoursOf,
  suggested,
  versionOn,
  withDay,
  withHoursFrom,
  withoutDay,
  withoutVersion,
} from "../../../client/settings/schedules.ts";
import { lacksCompanion, numberIn, problemIn, targetOf } from "../../../client/settings/targets.ts";
import {
  queueTeamOn,
  scheduleTeam,
  teamQueue,
  thresholdQueue,
} from "../../../client/settings/teams.ts";
import { typedHours } from "../../../client/settings/week.ts";
import { type OrgDocument, orgDocument } from "../../../shared/org/org.ts";
import { changePolicy, DEFAULT_POLICY } from "../../../shared/org/policy.ts";

const DAY: [string, string][] = [["09:00", "17:00"]];
const org: OrgDocument = orgDocument.parse({
  teams: [
    { id: "support", name: "Support" },
    { id: "returns", name: "Returns" },
  ],
  agents: [
    { id: "ann", name: "Ann", memberships: [{ team: "support" }] },
    { id: "bo", name: "Bo", identities: [{ source: "/a/b/c", id: "77" }] },
  ],
  queues: [{ id: "mail", team: "support" }],
  schedules: [{ id: "office", versions: [{ week: { mon: DAY, tue: DAY } }] }],
});

const office = (document: OrgDocument) => {
  const [one] = document.schedules;
  if (one === undefined) throw new Error("no schedule");
  return one;
};
const agent = (document: OrgDocument, id: string) => {
  const one = document.agents.find((each) => each.id === id);
  if (one === undefined) throw new Error("nobody");
  return one;
};

test("[SCR-18] other hours from a date leave the days before as they were", () => {
  const hours = { ...hoursOf(versionOn(office(org), "2026-12-01")) };
  const week = { ...hours.week, mon: typedHours("9-12, 13-17") ?? [] };
  const next = withHoursFrom(org, "office", { ...hours, week }, "2026-12-01");
  expect(versionOn(office(next), "2026-11-30").week).toEqual({ mon: DAY, tue: DAY });
  expect(versionOn(office(next), "2026-12-01").week.mon).toHaveLength(2);
  expect(orgDocument.parse(next)).toEqual(next);
  expect(withoutVersion(next, "office", "2026-12-01")).toEqual(org);
  // The same date again takes its place; no date is from the beginning.
  expect(office(withHoursFrom(next, "office", hours, "2026-12-01")).versions).toHaveLength(2);
  expect(office(withHoursFrom(org, "office", { ...hours, week }, null)).versions).toHaveLength(1);
});

test("[SCR-18] holidays are suggested and never applied by themselves", () => {
  expect(differentDays(office(org))).toEqual([]);
  const [first] = suggested(office(org), "NL", "2026-12-01", "nl");
  expect(first).toEqual({ date: "2026-12-25", name: "Eerste kerstdag", isTaken: false });
  const day = { date: "2026-12-25", name: "Kerst", blocks: [] };
  const closed = withDay(org, "office", day);
  expect(suggested(office(closed), "NL", "2026-12-01", "nl")[0]?.isTaken).toBe(true);
  expect(withoutDay(closed, "office", day.date)).toEqual(org);
});

test("[SCR-18] a day that differs stands in the version that holds then, and still does after other hours", () => {
  const hours = hoursOf(versionOn(office(org), "2026-12-01"));
  const day = { date: "2026-12-25", name: "", blocks: typedHours("10-12") ?? [] };
  const before = withHoursFrom(withDay(org, "office", day), "office", hours, "2026-12-01");
  const after = withDay(withHoursFrom(org, "office", hours, "2026-12-01"), "office", day);
  expect(differentDays(office(before))).toEqual([day]);
  expect(differentDays(office(after))).toEqual([day]);
});

test("[SCR-17] a new schedule and other hours for a team are a document that is right", () => {
  const made = addSchedule(org, "Évening");
  expect(made.id).toBe("evening");
  const given = scheduleTeam(made.document, "support", made.id, "2026-12-01");
  expect(orgDocument.parse(given)).toEqual(given);
  expect(newId("Support!", given.teams, "team")).toBe("support-2");
});

test("[SCR-18] who moves on a date counts for the old team until then", () => {
  const moved = moveAgent(org, "ann", "returns", "2026-12-01");
  expect(teamOn(agent(moved, "ann"), "2026-11-30")).toBe("support");
  expect(teamOn(agent(moved, "ann"), "2026-12-01")).toBe("returns");
  expect(orgDocument.parse(moved)).toEqual(moved);
  const back = moveAgent(moved, "ann", "support", "2026-12-01");
  expect(teamOn(agent(back, "ann"), "2027-01-01")).toBe("support");
  expect(teamOn(agent(moveAgent(org, "ann", null, "2026-12-01"), "ann"), "2026-12-01")).toBeNull();
  expect(agent(moveAgent(moved, "ann", "returns", null), "ann").memberships).toEqual([
    { team: "returns", primary: true },
  ]);
});

test("[SCR-17] an id that is mapped means one, and ends where it meant another", () => {
  const id = { source: "/a/b/c", id: "77" };
  const mapped = mapId(org, "agents", "ann", { ...id, from: "2026-12-01" });
  expect(agent(mapped, "ann").identities).toEqual([{ id: "ann" }, { ...id, from: "2026-12-01" }]);
  expect(agent(mapped, "bo").identities).toEqual([{ ...id, to: "2026-12-01" }]);
  expect(agent(mapId(org, "agents", "ann", id), "bo").identities).toEqual([]);
  expect(agent(unmapId(mapped, "agents", "ann", 1), "ann").identities).toEqual([{ id: "ann" }]);
  expect(mapId(org, "queues", "mail", id).queues[0]?.identities).toEqual([{ id: "mail" }, id]);
});

test("[SCR-18] a queue has another team and other seconds from a date", () => {
  const moved = teamQueue(org, "mail", "returns", "2026-12-01");
  const [mail] = moved.queues;
  expect(mail && queueTeamOn(mail, "2026-11-30")).toBe("support");
  expect(mail && queueTeamOn(mail, "2026-12-01")).toBe("returns");
  const seconds = { answerWithinSeconds: 30, shortAbandonSeconds: 5 };
  const quick = thresholdQueue(org, "mail", seconds, "2026-12-01");
  expect(quick.queues[0]?.thresholds).toEqual([{ ...seconds, from: "2026-12-01" }]);
});

test("[SCR-18] what changes is told one by one, with its date", () => {
  const moved = moveAgent(org, "ann", "returns", "2026-12-01");
  expect(changesBetween(org, moved)).toEqual([
    { what: "agent.joins", values: { name: "Ann", team: "Returns" }, from: "2026-12-01" },
  ]);
  const day = { date: "2026-12-25", name: "Kerst", blocks: [] };
  expect(changesBetween(org, withDay(org, "office", day))).toEqual([
    { what: "day.closed", values: { name: "office", day: " (Kerst)", hours: "" }, on: day.date },
  ]);
  const mapped = mapId(org, "agents", "ann", { source: "/a/b/c", id: "77" });
  expect(changesBetween(org, mapped).map(({ what }) => what)).toEqual(["id.new", "id.gone"]);
  expect(changesBetween(org, org)).toEqual([]);
});

test("[UX-29] a target is a number or a time; its limit is worse; handle time needs a companion", () => {
  expect(
    ["5:00", "1:05:00", "300", "87,5", "−12", "five"].map((text) => numberIn(text, "s")),
  ).toEqual([300, 3900, 300, 87.5, -12, null]);
  const row = { kpi: "frt.p50", value: "5:00", limit: "10:00", from: "", channel: "" } as const;
  const rules = { unit: "s", better: "lower" } as const;
  expect(problemIn(row, rules)).toBeNull();
  expect(problemIn({ ...row, limit: "4:00" }, rules)).toBe("side");
  expect(problemIn({ ...row, value: "" }, rules)).toBe("value");
  expect(targetOf(row, "s")).toEqual({ kpi: "frt.p50", value: 300, limit: 600 });
  expect(lacksCompanion([{ kpi: "aht.mean" }])).toBe(true);
  expect(lacksCompanion([{ kpi: "aht.mean" }, { kpi: "reopen.rate" }])).toBe(false);
});

test("[PRIV-9] what is wider needs reason and reference before it can be sent, and then it is taken", () => {
  const draft = { ...policyDraft(DEFAULT_POLICY), group: "3" };
  expect(blockOf(DEFAULT_POLICY, draft)).toBe("reason");
  expect(blockOf(DEFAULT_POLICY, { ...draft, group: "2" })).toBe("numbers");
  const raw = { ...draft.retention, raw: "200" };
  expect(blockOf(DEFAULT_POLICY, { ...draft, retention: raw })).toBe("order");
  const full = { ...draft, reason: "small centre", reference: "OR 2026-14" };
  expect(blockOf(DEFAULT_POLICY, full)).toBeNull();
  const wide = changePolicy(DEFAULT_POLICY, wishOf(DEFAULT_POLICY, full), 1);
  if (!wide.ok) throw new Error(wide.problem.detail);
  expect(widened(DEFAULT_POLICY, wide.value)).toEqual(["group"]);
  // Back to narrow needs none; back to wide again brings the reason it had.
  const narrow = changePolicy(wide.value, undoWish(wide.value, DEFAULT_POLICY), 2);
  expect(narrow.ok && narrow.value.group).toBe(5);
  const again = changePolicy(DEFAULT_POLICY, undoWish(DEFAULT_POLICY, wide.value), 3);
  expect(again.ok && again.value.because.group?.reference).toBe("OR 2026-14");
});

test("[SCR-18] today is the zone's date; what holds is the last that began", () => {
  const late = Date.parse("2026-11-30T23:30:00Z");
  expect(today(late, "Europe/Amsterdam")).toBe("2026-12-01");
  expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
  const steps = withFrom([{ n: 1 }, { n: 2, from: "2026-03-01" }], { n: 3, from: "2026-02-01" });
  expect(steps.map(({ n }) => n)).toEqual([1, 3, 2]);
  expect(inForceOn(steps, "2026-02-15")?.n).toBe(3);
});
