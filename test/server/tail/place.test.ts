/** Where an event ends up does not depend on what came first (REL-2). */
import { expect, test } from "vitest";
import { MemoryStore } from "../../../server/store/memory/memory-store.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { contact, corrected, event, inEveryOrder, openDesk, reply, ticket } from "../fold/desk.ts";

const scale = { min: 1, max: 5 };
const rating = (score: number, data: object = {}) =>
  event(
    "survey.answered",
    "10:00:00",
    { surveyId: "s", kind: "csat", score, scale, ...data },
    { id: "rating" },
  );
const link = () =>
  event("survey.sent", "09:00:00", { surveyId: "s", kind: "csat", contactId: "c" });
const joined = (agentId: string, source: string) =>
  event(
    "team.membership_changed",
    "07:00:00",
    {
      agentId,
      teamId: "late",
      change: "joined",
      primary: true,
      effectiveAt: "2026-03-04T06:00:00Z",
    },
    { source },
  );
const two: OrgInput = {
  teams: [{ id: "late" }],
  agents: [
    {
      id: "ann",
      identities: [
        { source: "/t/desk/main", id: "7" },
        { source: "/t/hr/main", id: "E1" },
      ],
    },
    { id: "ben" },
  ],
};

test("[REL-2] a rating that names no contact and the link to it may come in any order", async () => {
  const solved = contact("status_changed", "08:30:00", {
    to: "resolved",
    agentId: "7",
    actor: { kind: "agent" },
  });
  await inEveryOrder(
    [ticket("08:00:00"), solved, link(), rating(5)],
    async ({ facts }) => {
      expect(await facts("csat.positive")).toEqual([
        { value: 1, agent: "ann", team: null, queue: null },
      ]);
      expect(await facts("csat.sent")).toHaveLength(1);
    },
    { org: two },
  );
});

test("[REL-2] a team change told by one system holds for the person's contacts in every system", async () => {
  await inEveryOrder(
    [ticket("08:00:00"), reply("08:01:00", "7"), joined("E1", "/t/hr/main")],
    async ({ facts }) =>
      expect(await facts("frt.seconds")).toEqual([
        { value: 60, agent: "ann", team: "late", queue: null },
      ]),
    { org: two },
  );
});

test("[REL-2] a team change reaches contacts that name the agent only by a correction", async () => {
  const wrong = { ...reply("08:01:00", "7"), id: "wrong" };
  const right = corrected("08:02:00", { eventId: "wrong" }, { set: { agentId: "ben" } });
  await inEveryOrder(
    [ticket("08:00:00"), wrong, right, joined("ben", "/t/desk/main")],
    async ({ facts }) =>
      expect(await facts("frt.seconds")).toEqual([
        { value: 60, agent: "ben", team: "late", queue: null },
      ]),
    { org: two },
  );
});

test("[REL-2] two corrections of a rating that has yet to find its contact", async () => {
  await inEveryOrder(
    [
      rating(1),
      corrected("11:00:00", { eventId: "rating" }, { set: { score: 2 } }),
      corrected("12:00:00", { eventId: "rating" }, { set: { score: 3 } }),
      link(),
    ],
    async ({ values }) => expect(await values("csat.raw.1-5")).toEqual([3]),
  );
});

test("[REL-2] a correction of a correction holds whichever of the three comes first", async () => {
  await inEveryOrder(
    [
      rating(1),
      corrected("11:00:00", { eventId: "rating" }, { set: { score: 2 } }, "first"),
      corrected("12:00:00", { eventId: "first" }, { retract: true }),
      link(),
    ],
    async ({ values }) => expect(await values("csat.raw.1-5")).toEqual([1]),
  );
});

test("[REL-2] a correction that names the survey finds it before and after its contact is known", async () => {
  const change = corrected("11:00:00", { entity: "survey/s" }, { set: { score: 4 } });
  await inEveryOrder([rating(1), change, link()], async ({ values }) =>
    expect(await values("csat.raw.1-5")).toEqual([4]),
  );
  await inEveryOrder([rating(1, { contactId: "c" }), change], async ({ values }) =>
    expect(await values("csat.raw.1-5")).toEqual([4]),
  );
});

test("[REL-4] after a restart an event that was ahead still counts when its time comes", async () => {
  const store = new MemoryStore();
  const before = await openDesk({ store, now: "08:00:00" });
  await before.send(ticket("07:00:00"), reply("09:00:00", "ann"));
  await before.core.tail.checkpoint();
  const after = await openDesk({ store, now: "08:54:59" });
  expect(await after.values("frt.seconds")).toEqual([]);
  after.clock.advance(1000);
  expect(await after.values("frt.seconds")).toEqual([7200]);
});
