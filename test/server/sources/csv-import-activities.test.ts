/** Event logs: one row per activity of a case, and the mapping says what each means (EVENTS.md 10.8). */
import { expect, test } from "vitest";
import { ROW_CHARS_MAX } from "../../../server/sources/csv.ts";
import { readMapping } from "../../../server/sources/csv-import/mapping.ts";
import { csvOf, idsOf, ofType, readAll, refusedByTheDoor, told } from "./reading.ts";

const columns = {
  caseId: "Case",
  time: "At",
  activity: "What",
  agentId: "Who",
  channel: { value: "email" },
};
const activities = {
  Take: ["assigned", "reply", "open"],
  Triage: "note",
  Solve: "resolved",
  Close: "closed",
  "Customer writes": "customer_message",
};
const log = (named: object = activities) =>
  csvOf({ profile: "activities", columns, activities: named });
const HEADER = "Case,At,What,Who\n";
const ROWS = [
  "c1,2026-03-02 10:00:00+02:00,Take,Value 2",
  "c1,2026-03-02 09:00:00+02:00,Triage,Value 1",
  "c1,2026-03-02 12:00:00+02:00,Solve,Value 2",
  "c2,2026-03-02 09:30:00+02:00,Take,",
  "c1,2026-03-02 12:00:00+02:00,Close,Value 2",
  "c3,2026-03-02 11:00:00+02:00,Solve,Value 2",
];
const text = HEADER + ROWS.join("\n");

test("[SRC14] one activity becomes an assignment, an answer and a status, and each keeps its name", () => {
  const { events, refused } = readAll(log(), `${HEADER}${ROWS[0]}\n`);
  const native = { activity: "Take" };
  const common = { contactId: "c1", agentId: "Value 2", native };
  const time = "2026-03-02T08:00:00.000Z";
  const messageId = events[0]?.id.split(":").slice(0, 2).join(":");
  expect(refused).toEqual([]);
  expect(told({ events, refused })).toEqual([
    {
      type: "contact.assigned",
      time,
      quality: "backfilled",
      data: { ...common, teamId: null },
    },
    {
      type: "contact.message",
      time,
      quality: "backfilled",
      data: { ...common, messageId, from: "agent", visibility: "public" },
    },
    {
      type: "contact.status_changed",
      time,
      quality: "backfilled",
      data: { ...common, to: "open", actor: { kind: "agent", id: "Value 2" } },
    },
    {
      type: "contact.created",
      time,
      quality: "backfilled",
      data: { contactId: "c1", channel: "email", direction: "inbound", kind: "ticket" },
    },
  ]);
  expect(refusedByTheDoor(events)).toEqual([]);
});

test("[SRC13] a case begins with its earliest row, wherever that stands in the file", () => {
  const { events } = readAll(log(), text);
  const begun = events.filter(({ type }) => type === "deskpulse.contact.created.v1");
  expect(begun.map(({ data, time }) => [data.contactId, time])).toEqual([
    ["c1", "2026-03-02T07:00:00.000Z"],
    ["c3", "2026-03-02T09:00:00.000Z"],
  ]);
});

test("[SRC13] cut anywhere, shuffled, or sent twice, a log gives the same events", () => {
  const whole = readAll(log(), text);
  for (const size of [1, 13, 100]) expect(readAll(log(), text, size).events).toEqual(whole.events);
  const shuffled = HEADER + ROWS.toReversed().join("\r\n");
  expect(idsOf(readAll(log(), shuffled).events)).toEqual(idsOf(whole.events));
  expect(new Set(idsOf(whole.events)).size).toBe(whole.events.length);
});

test("[SRC4] the same activity twice in one second is two of it", () => {
  const row = "c1,2026-03-02 12:00:00+02:00,Solve,Value 2\n";
  const { events } = readAll(log(), HEADER + row + row);
  expect(ofType(events, "contact.status_changed")).toHaveLength(2);
  expect(new Set(idsOf(events)).size).toBe(3);
});

test("[SRC13] with an activity that is the creation, nothing else begins a case", () => {
  const named = { ...activities, Triage: ["created", "note"] };
  const { events } = readAll(log(named), text);
  expect(ofType(events, "contact.created").map(({ contactId }) => contactId)).toEqual(["c1"]);
  expect(ofType(events, "contact.message").map(({ visibility }) => visibility)).toEqual([
    "public",
    "internal",
  ]);
});

test("[SRC14] an activity that the mapping does not name, and an answer by nobody, are refused", () => {
  const { events, refused } = readAll(
    log(),
    `${text}\nc9,2026-03-02 09:30:00+02:00,Jansen called,Value 2\nc9,,Solve,Value 2\n`,
  );
  expect(refused.map(({ line, path, reason }) => `${line} ${path} ${reason}`)).toEqual([
    "5 Who is empty",
    "8 What is none of the activities that the mapping names",
    "9 At is empty",
  ]);
  expect(JSON.stringify({ events, refused })).not.toContain("Jansen");
});

test("[PRIV-1] of a row in which the customer wrote, nobody's name is read", () => {
  const row = "c1,2026-03-02 12:00:00+02:00,Customer writes,Mrs Jansen\n";
  const { events } = readAll(log(), HEADER + row);
  expect(ofType(events, "contact.message")).toMatchObject([
    { from: "customer", visibility: "public" },
  ]);
  expect(JSON.stringify(events)).not.toContain("Jansen");
});

test("[SRC14] of two statuses in the same instant the one later in a contact's life holds", () => {
  const closed = (rows: string[]) =>
    readAll(log(), HEADER + rows.join("\n"))
      .events.filter(({ sequence }) => sequence !== undefined)
      .toSorted((a, b) => Number(a.sequence) - Number(b.sequence))
      .at(-1)?.data.to;
  expect(closed(ROWS)).toBe("closed");
  expect(closed(ROWS.toReversed())).toBe("closed");
});

test("[SRC3] the cases read before a quote that is never closed have their beginning", () => {
  const unclosed = `${HEADER}${ROWS[0]}\nc4,"${"x".repeat(2 * ROW_CHARS_MAX)}`;
  const { events, refused } = readAll(log(), unclosed, ROW_CHARS_MAX + 200);
  expect(refused).toHaveLength(1);
  expect(ofType(events, "contact.created").map(({ contactId }) => contactId)).toEqual(["c1"]);
});

test("[SRC14] a mapping that cannot be meant is refused with its place", () => {
  const problem = (mapping: object) => {
    const read = readMapping({ profile: "activities", columns, ...mapping });
    return read.ok ? null : read.problem;
  };
  expect(problem({})).toBe(
    "the mapping: activities says what each activity means, in the profile activities and only there",
  );
  expect(problem({ activities: { Solve: ["resolved", "closed"] } })).toContain("activities.Solve");
  expect(problem({ activities: { Solve: "done" } })).toContain("activities.Solve");
  expect(problem({ activities: {} })).toBe("the mapping: activities names no activity");
  expect(problem({ profile: "calls", columns: { callId: "a", queuedAt: "b" }, activities })).toBe(
    "the mapping: activities says what each activity means, in the profile activities and only there",
  );
});
