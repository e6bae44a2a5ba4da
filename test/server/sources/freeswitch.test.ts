/** FreeSWITCH's mod_callcenter (EVENTS.md 9): its events as text and as JSON. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { freeswitchWebhook } from "../../../server/sources/freeswitch.ts";
import { eventsOf, expectToPass, readBy, sample, short } from "./foreign.ts";

const read = readBy(freeswitchWebhook);
const T = 1_772_526_600;

const textOf = (headers: Record<string, string | number>) =>
  Object.entries({ "Event-Subclass": "callcenter%3A%3Ainfo", "Event-Name": "CUSTOM", ...headers })
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

const MEMBER = {
  "CC-Queue": "support@default",
  "CC-Member-UUID": "m-1",
  "CC-Member-Session-UUID": "s-1",
  "CC-Member-CID-Name": "Canary%20Name",
  "CC-Member-CID-Number": "+31612345678",
};
const BRIDGE = {
  ...MEMBER,
  "CC-Agent": "1000@default",
  "CC-Agent-UUID": "a-1",
  "CC-Member-Joined-Time": T,
  "CC-Agent-Called-Time": T + 10,
  "CC-Agent-Answered-Time": T + 14,
};

test("[EVENTS 9] a call from the queue to its end: what waited, rang and talked, in its own times", () => {
  const start = textOf({ "CC-Action": "bridge-agent-start", ...BRIDGE });
  const end = textOf({
    "CC-Action": "bridge-agent-end",
    ...BRIDGE,
    "CC-Bridge-Terminated-Time": T + 200,
  });
  const events = eventsOf(read(`${start}\n\n${end}`));
  const once = new Map(events.map((one) => [one.id, one]));
  expect([...once.values()].map((one) => [short(one), one.data])).toEqual([
    [
      "contact.created",
      {
        contactId: "s-1",
        channel: "phone",
        direction: "inbound",
        kind: "call",
        customerRef: "tel:+31612345678",
      },
    ],
    [
      "contact.queued",
      { contactId: "s-1", channel: "phone", queueId: "support@default", reason: "new" },
    ],
    [
      "contact.answered",
      {
        contactId: "s-1",
        legId: "s-1/a-1",
        agentId: "1000@default",
        via: "queue",
        waitMs: 14_000,
        ringMs: 4_000,
      },
    ],
    ["contact.leg_ended", { contactId: "s-1", legId: "s-1/a-1", agentId: "1000@default" }],
    [
      "contact.measured",
      {
        contactId: "s-1",
        legId: "s-1/a-1",
        agentId: "1000@default",
        final: true,
        talkMs: 186_000,
      },
    ],
  ]);
  expect(JSON.stringify(events)).not.toMatch(/canary/i);
});

test.each([
  ["TIMEOUT", "timeout"],
  ["NO_AGENT_TIMEOUT", "empty"],
  ["BREAK_OUT", "key"],
  ["NONE", "hangup"],
])("[KPIS 6.1] who left the queue by %s left as %s", (cancel, reason) => {
  const left = {
    "CC-Action": "member-queue-end",
    ...MEMBER,
    "CC-Cause": "Cancel",
    "CC-Cancel-Reason": cancel,
    "CC-Member-Joined-Time": T,
    "CC-Member-Leaving-Time": T + 50,
  };
  expect(eventsOf(read(textOf(left))).at(-1)?.data).toMatchObject({ reason, waitMs: 50_000 });
});

test("[EVENTS 5] what has no time of its own is told by the event's, and refused without one", () => {
  const status = {
    "CC-Action": "agent-status-change",
    "CC-Agent": "1000",
    "CC-Agent-Status": "On%20Break",
  };
  expect(read(textOf(status)).refused).toMatchObject([{ path: "Event-Date-Timestamp" }]);
  const timed = { ...status, "Event-Date-Timestamp": `${T}123456` };
  const [event] = eventsOf(read(textOf(timed)));
  expect(event).toMatchObject({ time: "2026-03-03T08:30:00.123Z", data: { state: "break" } });
  const json = JSON.stringify({ ...timed, "CC-Agent-Status": "On Break" });
  expect(eventsOf(read(json))).toEqual([event]);
});

describe("samples", () => {
  test("[EVENTS 9] the eight events of its documentation: translated, or refused for a stated reason", () => {
    const { events, refused } = read(sample("freeswitch", "mod_callcenter_events.txt"));
    expectToPass(events);
    expect(refused.map(({ line, path }) => [line, path])).toEqual([
      [1, "Event-Date-Timestamp"],
      [2, "CC-Action"],
      [3, "CC-Member-Joined-Time"],
      [4, "CC-Agent-Called-Time"],
    ]);
    const measured = events.find((one) => short(one) === "contact.measured");
    expect(measured?.data).toMatchObject({ talkMs: 491_000 });
    const left = events.find((one) => short(one) === "contact.abandoned");
    expect(left?.data).toMatchObject({ reason: "timeout", waitMs: 1_050_000 });
    expect(JSON.stringify(events)).not.toMatch(/Their Name/);
  });
});

test("[SEC-9] any text and any JSON is read without throwing, and what comes of it passes the door", () => {
  const names = Object.keys({
    ...BRIDGE,
    "CC-Cause": 1,
    "CC-Cancel-Reason": 1,
    "Event-Date-Timestamp": 1,
  });
  const actions = [
    "agent-status-change",
    "member-queue-start",
    "agent-offering",
    "bridge-agent-start",
    "bridge-agent-end",
    "member-queue-end",
  ];
  const bodies = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record({
        action: fc.constantFrom(...actions),
        more: fc.dictionary(fc.constantFrom(...names), fc.oneof(fc.string(), fc.nat())),
      })
      .map(({ action, more }) => JSON.stringify({ ...BRIDGE, ...more, "CC-Action": action })),
  );
  fc.assert(
    fc.property(bodies, (text) => expectToPass(read(text).events)),
    { numRuns: 500 },
  );
});
