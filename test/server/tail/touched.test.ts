/** A late change of the organisation derives anew what it touches, and nothing else (R8). */
import { expect, test } from "vitest";
import { contactKey } from "../../../shared/events/entity.ts";
import type { OrgInput } from "../../../shared/org/org.ts";
import { type Desk, deskWith, event, SOURCE } from "../fold/desk.ts";

const WEEK = [["09:00", "17:00"]] as [string, string][];
const base: OrgInput = {
  teams: [{ id: "north", schedules: [{ schedule: "office" }] }, { id: "south" }],
  agents: [
    { id: "ann", memberships: [{ team: "north" }] },
    { id: "ben", memberships: [{ team: "south" }] },
  ],
  queues: [
    { id: "line", team: "north" },
    { id: "desk", team: "south" },
  ],
  schedules: [{ id: "office", versions: [{ week: { mon: WEEK, wed: WEEK } }] }],
};

/** Fetched afterwards, so that none of it is late news. */
const told = (contactId: string, time: string, agentId: string, queueId: string) => {
  const at = (type: string, second: string, data: object) =>
    event(type, `${time}:${second}`, { contactId, ...data }, { quality: "backfilled" });
  return [
    at("contact.created", "00", { channel: "email", direction: "inbound", queueId }),
    at("contact.message", "30", {
      messageId: "m",
      from: "agent",
      visibility: "public",
      agentId,
    }),
    at("contact.status_changed", "40", { to: "resolved", agentId }),
  ];
};

/** Which of two contacts, Ann's at nine and Ben's at eleven, a change derives anew. */
async function touchedBy(change: (org: OrgInput) => OrgInput): Promise<string[]> {
  const events = [...told("anns", "09:00", "ann", "line"), ...told("bens", "11:00", "ben", "desk")];
  const desk = await deskWith(events, { org: base });
  const entity = (of: Desk, id: string) => of.core.tail.entities.get(contactKey(SOURCE, id));
  const before = ["anns", "bens"].map((id) => entity(desk, id));
  await desk.describe(change(base));
  const always = await deskWith(events, { org: change(base) });
  for (const id of ["anns", "bens"]) {
    expect(entity(desk, id).meaning).toEqual(entity(always, id).meaning);
  }
  return ["anns", "bens"].filter((id, index) => entity(desk, id) !== before[index]);
}

const agents = (ann: object) => (org: OrgInput) => ({
  ...org,
  agents: [{ id: "ann", memberships: [{ team: "north" }], ...ann }, ...(org.agents ?? []).slice(1)],
});

test.each<[string, (org: OrgInput) => OrgInput, string[]]>([
  ["a name of the organisation", (org) => ({ ...org, organisation: { name: "New" } }), []],
  ["a board's target", (org) => ({ ...org, targets: [{ kpi: "csat.score", value: 80 }] }), []],
  ["a person's other team", agents({ memberships: [{ team: "south" }] }), ["anns"]],
  [
    "a person's other team from ten on",
    agents({
      memberships: [{ team: "north" }, { team: "south", from: "2026-03-04T10:00:00+01:00" }],
    }),
    [],
  ],
  [
    "a person's id in another system",
    agents({ identities: [{ source: "/t/phone/a", id: "7" }, { id: "ann" }] }),
    ["anns"],
  ],
  [
    "a queue's threshold",
    (org) => ({
      ...org,
      queues: [
        { id: "line", team: "north" },
        { id: "desk", team: "south", thresholds: [{ answerWithinSeconds: 60 }] },
      ],
    }),
    ["bens"],
  ],
  [
    "a holiday tomorrow",
    (org) => ({
      ...org,
      schedules: [
        {
          id: "office",
          versions: [{ week: { mon: WEEK, wed: WEEK }, exceptions: [{ date: "2026-03-06" }] }],
        },
      ],
    }),
    [],
  ],
  ["the zone", (org) => ({ ...org, organisation: { zone: "Europe/Lisbon" } }), ["anns", "bens"]],
  [
    "other hours",
    (org) => ({ ...org, schedules: [{ id: "office", versions: [{ always: true }] }] }),
    ["anns", "bens"],
  ],
  [
    "a promise from ten on",
    (org) => ({
      ...org,
      slas: [{ metric: "frt", seconds: 60, from: "2026-03-04T10:00:00+01:00" }],
    }),
    ["bens"],
  ],
  [
    "a source that tells no wrap-up",
    (org) => ({ ...org, sources: [{ id: "/t/other/x", wrapup: false }] }),
    [],
  ],
  ["a scale", (org) => ({ ...org, scales: [{ min: 1, max: 5, positive: [5] }] }), []],
])("[R8] %s touches exactly what it can", async (_what, change, expected) => {
  expect(await touchedBy(change)).toEqual(expected);
});
