/**
 * [SRC4] A file may be sent twice, overlap another and be unsorted: nothing counts twice, and equal
 *        rows of one file survive.
 * [SRC5] A local time needs a zone; one that occurs twice is the first (derived), one that does not
 *        exist is refused, and nothing is guessed.
 * [SRC6] A row that cannot be used is refused with line, column and reason; unknown is never zero.
 */
import { expect, test } from "vitest";
import { readMapping } from "../../../server/sources/csv-import/mapping.ts";
import {
  csvOf,
  expected,
  fixture,
  idsOf,
  ofType,
  readAll,
  refusedByTheDoor,
  told,
} from "./reading.ts";

const dutch = () => csvOf(JSON.parse(fixture("csv-import/dutch-calls.json")), "/acme/csv/nl");
const calls = (rows: string) =>
  readAll(csvOf({ profile: "calls" }), `callId,queuedAt,waitS,talkS,agentId\n${rows}`);

test("[SRC6] a Dutch spreadsheet becomes the expected events and refusals", () => {
  const read = readAll(dutch(), fixture("csv-import/dutch-calls.csv"));
  expect(told(read)).toEqual(expected("csv-import/dutch-calls.expected.ndjson"));
  expect(refusedByTheDoor(read.events)).toEqual([]);
});

test("[SRC2] a file read in pieces of any size gives the same events", () => {
  const text = fixture("csv-import/dutch-calls.csv");
  const whole = readAll(dutch(), text);
  for (const size of [1, 7, 64]) {
    expect(readAll(dutch(), text, size)).toMatchObject({
      events: whole.events,
      refused: whole.refused,
    });
  }
});

test("[PRIV-1] columns that the mapping does not name never come out, nor does refused content", () => {
  const { events, refused } = readAll(dutch(), fixture("csv-import/dutch-calls.csv"));
  const out = JSON.stringify({ events, refused });
  for (const canary of ["Jansen", "Pietersen", "Bakker", "misschien", "7,5"]) {
    expect(out).not.toContain(canary);
  }
});

test("[PRIV-2] a customer reference becomes a keyed pseudonym, the same for the same customer", () => {
  const text =
    "ticketId,createdAt,channel,customerRef\n1,2026-03-02T08:00:00Z,email,Jo@example.org\n2,2026-03-02T09:00:00Z,email,jo@example.org\n";
  const { events } = readAll(csvOf({ profile: "tickets" }), text);
  const [first, second] = ofType(events, "contact.created");
  expect(first?.customerRef).toMatch(/^c:[\w-]{43}$/);
  expect(second?.customerRef).toBe(first?.customerRef);
  expect(JSON.stringify(events).toLowerCase()).not.toContain("example.org");
});

test("[R4] there is no field for an average or a rate, and a broken rating is refused", () => {
  const columns = { callId: "Id", queuedAt: "At", averageHandleTime: "AHT" };
  expect(readMapping({ profile: "calls", columns })).toEqual({
    ok: false,
    problem:
      "the mapping: columns.averageHandleTime is no field of calls; averages and rates are never imported (R4)",
  });
  const text = "surveyId,time,kind,score,min,max\ns,2026-03-02T08:00:00Z,csat,4.2,1,5\n";
  const { events, refused } = readAll(csvOf({ profile: "surveys" }), text);
  expect(events).toEqual([]);
  expect(refused).toEqual([
    {
      line: 2,
      code: "data",
      path: "score",
      reason: "is not a whole number: averages are never imported (R4)",
    },
  ]);
});

test("[SRC4] the same file again, shuffled, or re-exported with other columns gives the same ids", () => {
  const header = "agentId,teamId,change,effectiveAt";
  const rows = ["a,t,joined,2026-03-01T00:00:00Z", "b,t,joined,2026-03-01T00:00:00Z"];
  const once = readAll(csvOf({ profile: "memberships" }), [header, ...rows].join("\n"));
  const again = [header, ...rows.toReversed()].join("\r\n");
  const exported = [
    "teamId;note;effectiveAt;change;agentId",
    't;"x";2026-03-01T00:00:00Z;joined;a',
    "t;y;2026-03-01T00:00:00Z;joined;b",
  ].join("\n");
  for (const text of [again, exported]) {
    expect(idsOf(readAll(csvOf({ profile: "memberships" }), text).events)).toEqual(
      idsOf(once.events),
    );
  }
});

test("[SRC4] equal rows of one file are two events, in a repeated file still the same two", () => {
  const row = "s,2026-03-02T08:00:00Z,csat,5,1,5\n";
  const text = `surveyId,time,kind,score,min,max\n${row}${row}`;
  const first = readAll(csvOf({ profile: "surveys" }), text);
  expect(new Set(idsOf(first.events)).size).toBe(2);
  expect(idsOf(readAll(csvOf({ profile: "surveys" }), text).events)).toEqual(idsOf(first.events));
  const other = readAll(csvOf({ profile: "surveys" }, "/acme/csv/other"), text);
  expect(idsOf(other.events)).not.toEqual(idsOf(first.events));
});

test("[SRC5] a time without offset and zone is refused, one with an offset is not", () => {
  const { events, refused } = calls(
    "1,2026-03-02 08:00:00,5,60,a\n2,2026-03-02T08:00:00+01:00,5,60,a\n",
  );
  expect(refused).toMatchObject([
    { line: 2, path: "queuedAt", reason: "has no offset, and the mapping names no zone" },
  ]);
  expect(events[0]?.time).toBe("2026-03-02T07:00:00.000Z");
});

test("[SRC5] dates are read as the mapping says, and no other way", () => {
  const at = (dates: string, text: string, zone = "America/New_York") => {
    const mapping = { profile: "calls", dates, zone };
    const file = `callId;queuedAt;waitS;talkS\n1;${text};0;60\n`;
    const { events, refused } = readAll(csvOf({ ...mapping, delimiter: ";" }), file);
    return events[0]?.time ?? refused[0]?.reason;
  };
  expect(at("MM/dd/yyyy", "3/4/2026 1:05 PM")).toBe("2026-03-04T18:05:00.000Z");
  expect(at("dd/MM/yyyy", "03/04/2026 13:05")).toBe("2026-04-03T17:05:00.000Z");
  expect(at("epoch", "1772524860.5")).toBe("2026-03-03T08:01:00.500Z");
  expect(at("epoch-ms", "1772524860500")).toBe("2026-03-03T08:01:00.500Z");
  expect(at("dd-MM-yyyy", "31-02-2026 10:00")).toBe("is not a date and time as dd-MM-yyyy");
  expect(at("dd/MM/yyyy", "2026-03-04 10:00")).toBe("is not a date and time as dd/MM/yyyy");
  expect(at("yyyy-MM-dd", "2026-03-08 02:30")).toContain("does not exist in America/New_York");
  expect(at("yyyy-MM-dd", "2026-04-05 01:45", "Australia/Lord_Howe")).toBe(
    "2026-04-04T14:45:00.000Z",
  );
});

test("[SRC6] what is empty, rounded, contradictory or before its begin is refused, by its column", () => {
  const { events, refused } = calls(
    [
      ",2026-03-02T08:00:00Z,5,60,a",
      "1.2E+15,2026-03-02T08:00:00Z,5,60,a",
      "3,2026-03-02T08:00:00Z,,60,a",
      "4,2026-03-02T08:00:00Z,five,60,a",
      "Total,,273729,911837,",
      "6,2026-03-02T08:00:00Z,5,,a",
    ].join("\n"),
  );
  expect(events).toEqual([]);
  expect(refused.map(({ line, path, reason }) => `${line} ${path} ${reason}`)).toEqual([
    "2 callId is empty",
    "3 callId was rounded by a spreadsheet, as in 1.2E+15",
    "4 waitS is empty",
    "5 waitS is not a duration in s",
    "6 queuedAt is empty",
    "7 answered is empty",
  ]);
});

test("[SRC6] a header without a mapped column refuses the file once", () => {
  const mapping = { profile: "calls", columns: { callId: "Id", queuedAt: "At" } };
  const { events, refused } = readAll(csvOf(mapping), "Id,Time\n1,x\n2,x\n3,x\n", 9);
  expect(events).toEqual([]);
  expect(refused).toEqual([
    {
      line: 1,
      code: "data",
      path: "",
      reason: 'the header has no column "At", which the mapping names',
    },
  ]);
});

test("[SRC6] tickets, surveys, memberships and outbound calls become events the door takes", () => {
  const tickets = readAll(
    csvOf({ profile: "tickets" }),
    "ticketId,createdAt,channel,firstReplyAt,resolvedAt,status,agentId,teamId\n" +
      "1,2026-03-02T08:00:00Z,email,2026-03-02T08:30:00Z,2026-03-02T10:00:00Z,closed,ana,t\n" +
      "2,2026-03-02T08:00:00Z,chat,,,open,ben,\n" +
      "3,2026-03-02T08:00:00Z,email,,,resolved,ben,t\n",
  );
  const surveys = readAll(
    csvOf({ profile: "surveys" }),
    "surveyId,time,kind,score,min,max,sentAt\ns1,2026-03-02T08:00:00Z,nps,9,0,10,2026-03-01T08:00:00Z\ns2,2026-03-02T08:00:00Z,nps,9,1,10,\n",
  );
  const outbound = readAll(
    csvOf({ profile: "calls" }),
    "callId,queuedAt,answered,direction,waitS,talkS,agentId\n1,2026-03-02T08:00:00Z,yes,outbound,10,60,a\n2,2026-03-02T08:00:00Z,no,outbound,20,,a\n",
  );
  const names = ({ events }: { events: { type: string }[] }) =>
    events.map(({ type }) => type.slice(10, -3));
  expect(names(tickets)).toEqual([
    "contact.created",
    "contact.measured",
    "contact.status_changed",
    "contact.created",
    "contact.assigned",
  ]);
  expect(tickets.refused).toMatchObject([{ line: 4, path: "resolvedAt", reason: "is empty" }]);
  expect(names(surveys)).toEqual(["survey.sent", "survey.answered"]);
  expect(surveys.refused).toMatchObject([{ line: 3, reason: "an NPS scale is 0 to 10" }]);
  expect(names(outbound)).toEqual([
    "contact.created",
    "contact.offered",
    "contact.answered",
    "contact.leg_ended",
    "contact.measured",
    "contact.created",
    "contact.offered",
  ]);
  for (const { events } of [tickets, surveys, outbound]) {
    expect(refusedByTheDoor(events)).toEqual([]);
    expect(new Set(events.map(({ quality }) => quality))).toEqual(new Set(["backfilled"]));
  }
});
