/**
 * [SRC7] Every event name of queue_log is translated, passed over for a stated reason, or refused.
 * [SRC8] A repeated line is the same event; a completion logged twice with another position is one.
 * [SRC9] The state between lines is JSON: reading on from it equals reading in one go.
 * [SRC10] A leg is one agent's part of a call: back at the same agent it is a second leg.
 * [SRC11] What happens within one second keeps the order of the log.
 */
import { expect, test } from "vitest";
import { IGNORED, RULES } from "../../../server/sources/asterisk-queue-log/events.ts";
import { CALLS_MAX } from "../../../server/sources/asterisk-queue-log/memory.ts";
import {
  asteriskQueueLog,
  asteriskQueueTable,
  queueLogState,
} from "../../../server/sources/asterisk-queue-log.ts";
import { csvRows, csvStart } from "../../../server/sources/csv.ts";
import {
  expected,
  fixture,
  idsOf,
  ofType,
  outside,
  readAll,
  refusedByTheDoor,
  told,
} from "./reading.ts";

const pbx = asteriskQueueLog("/acme/asterisk/pbx1");
const table = asteriskQueueTable("/acme/asterisk/pbx1");
const morning = fixture("asterisk-queue-log/one-morning.log");
const log = outside("payloads/asterisk/queue_log_fixture_asterisk2slack_masked.log");
const sample = outside("payloads/asterisk/queue_log_sample.csv");
const read = (...lines: string[]) => readAll(pbx, `${lines.join("\n")}\n`);

test("[SRC7] one morning becomes the expected events and refusals", () => {
  const found = readAll(pbx, morning);
  expect(told(found)).toEqual(expected("asterisk-queue-log/one-morning.expected.ndjson"));
  expect(refusedByTheDoor(found.events)).toEqual([]);
});

test("[PRIV-1] telephone numbers, extensions and logins never come out, nor stay in the state", () => {
  const found = readAll(pbx, morning);
  expect(JSON.stringify(found)).not.toMatch(/\+31|205550|hint:|@desk/);
  expect(JSON.stringify(found.state)).not.toContain("Agent/11");
});

test("[SRC7] no name is both translated and passed over, and each passing over has its reason", () => {
  for (const [name, reason] of IGNORED) {
    expect(RULES.has(name)).toBe(false);
    expect(reason).not.toBe("");
    expect(read(`1772524860|c.1|q|Agent/1|${name}|1|2|3`)).toMatchObject({
      events: [],
      refused: [],
    });
  }
});

test("[SRC7] hold time is the wait in the queue, ring time of an unanswered offer is in ms", () => {
  const { events } = read(
    "1772524860|c.1|q|Agent/1|RINGNOANSWER|9000",
    "1772524870|c.1|q|Agent/1|CONNECT|12|c.2|3",
    "1772524930|c.1|q|Agent/1|COMPLETEAGENT|12|60|1",
  );
  expect(ofType(events, "contact.offered")).toMatchObject([{ outcome: "missed", ringMs: 9000 }]);
  expect(ofType(events, "contact.answered")).toMatchObject([{ waitMs: 12_000, ringMs: 3000 }]);
  expect(ofType(events, "contact.measured")).toMatchObject([{ queueMs: 12_000, talkMs: 60_000 }]);
  expect(JSON.stringify(events)).not.toContain("holdMs");
});

test("[SRC7] transfers of every version end the leg and tell nobody's number", () => {
  const transfers = [
    "BLINDTRANSFER|+31205550999|out|12|60|1",
    "ATTENDEDTRANSFER|BRIDGE|b-1|12|60|1",
    "ATTENDEDTRANSFER|LINK|SIP/1|SIP/2|12|60|1",
    "TRANSFER|200|inside|12|60",
    "TRANSFER|200|inside|12|60|1",
  ];
  for (const transfer of transfers) {
    const { events } = read(
      "1772524870|c.1|q|Agent/1|CONNECT|12|c.2|3",
      `1772524930|c.1|q|Agent/1|${transfer}`,
    );
    expect(ofType(events, "contact.transferred")).toMatchObject([{ fromLegId: "c.1/1" }]);
    expect(ofType(events, "contact.leg_ended")).toMatchObject([{ legId: "c.1/1" }]);
    expect(JSON.stringify(events)).not.toMatch(/\+31|SIP/);
  }
});

test("[SRC7] a hang-up is an abandonment; empty, timeout, key and withdrawn are flow-outs", () => {
  const exits = {
    "ABANDON|1|1|30": "hangup",
    "EXITEMPTY|1|1|30": "empty",
    "EXITWITHTIMEOUT|1|1|30": "timeout",
    "EXITWITHKEY|9|1|1|30": "key",
    "WITHDRAW|1|1|30|": "withdrawn",
  };
  for (const [exit, reason] of Object.entries(exits)) {
    const { events } = read(`1772524930|c.1|q|NONE|${exit}`);
    expect(ofType(events, "contact.abandoned")).toMatchObject([
      { stage: "queue", reason, waitMs: 30_000 },
    ]);
  }
});

test("[SRC7] PAUSEALL counts once; a single queue's pause ends when no queue is paused", () => {
  const states = (...lines: string[]) =>
    ofType(read(...lines).events, "agent.state_changed").map(({ state }) => state);
  const all = ["NONE|PAUSEALL", "a|PAUSE", "b|PAUSE"].map((part) => {
    const [queue, event] = part.split("|");
    return `1772524860|NONE|${queue}|Agent/1|${event}|Lunch`;
  });
  expect(states(...all)).toEqual(["break"]);
  expect(
    states(
      "1772524860|NONE|a|Agent/1|PAUSE|",
      "1772524870|NONE|b|Agent/1|PAUSE|",
      "1772524880|NONE|a|Agent/1|UNPAUSE|",
      "1772524890|NONE|b|Agent/1|UNPAUSE|Auto-Unpause",
    ),
  ).toEqual(["break", "break", "available"]);
});

test("[SRC8] repeated lines, at once or long after, have the same ids and say the same", () => {
  const once = readAll(pbx, morning);
  const twice = readAll(pbx, morning + morning);
  const content = new Map(once.events.map((event) => [event.id, event]));
  for (const event of twice.events) {
    expect(content.get(event.id)).toEqual(event);
  }
});

test("[SRC8] a completion repeated with another position is one event; another PBX has others", () => {
  const lines = [4, 5, 6].map((place) => `1546024204|c.1|201|Agent D|COMPLETEAGENT|6|228|${place}`);
  expect(new Set(idsOf(read(...lines).events)).size).toBe(2); // leg_ended and measured
  const other = readAll(asteriskQueueLog("/acme/asterisk/pbx2"), lines.join("\n"));
  expect(idsOf(other.events)).not.toContain(read(...lines).events[0]?.id);
});

test("[SRC9] stopped after any line and gone on from saved JSON, the same events come out", () => {
  const whole = readAll(pbx, morning).events;
  const lines = morning.trimEnd().split("\n");
  for (let stop = 1; stop < lines.length; stop += 1) {
    const first = pbx.translate(
      { text: `${lines.slice(0, stop).join("\n")}\n`, last: false },
      pbx.initial,
    );
    const saved = queueLogState.parse(JSON.parse(JSON.stringify(first.state)));
    const rest = readAll(pbx, `${lines.slice(stop).join("\n")}\n`, 50, saved);
    expect([...first.events, ...rest.events]).toEqual(whole);
  }
});

test("[SRC9] no more calls than the limit are remembered, and no input changes a state", () => {
  const lines = Array.from({ length: CALLS_MAX + 50 }, (_, call) => {
    return `1772524860|c.${call}|q|NONE|ENTERQUEUE||+31205550123|1`;
  });
  const found = read(...lines);
  expect(found.state.memory.calls).toHaveLength(CALLS_MAX);
  expect(found.state.memory.calls[0]?.[0]).toBe("c.50");
  expect(pbx.initial.memory.calls).toEqual([]);
});

test("[SRC10] a call that comes back to the same agent has two legs, each with its own end", () => {
  const { events } = readAll(pbx, morning);
  const ended = ofType(events, "contact.leg_ended").map(({ legId }) => legId);
  expect(ended.slice(0, 2)).toEqual(["1772524860.2/1", "1772524860.2/2"]);
});

test("[SRC10] an end that is logged before its begin names the same leg", () => {
  const { events } = read(
    "1772524930|c.1|q|Agent/1|COMPLETEAGENT|12|60|1",
    "1772524870|c.1|q|Agent/1|CONNECT|12|c.2|3",
  );
  expect(ofType(events, "contact.answered")).toMatchObject([{ legId: "c.1/1" }]);
  expect(ofType(events, "contact.leg_ended")).toMatchObject([{ legId: "c.1/1" }]);
});

test("[SRC11] out of one queue and into the next within a second stays in that order", () => {
  const { events } = read(
    "1772524800|c.1|a|NONE|ENTERQUEUE|||1",
    "1772524860|c.1|a|NONE|EXITWITHTIMEOUT|1|1|60",
    "1772524860|c.1|b|NONE|ENTERQUEUE|||1",
    "1772524860|c.1|b|Agent/1|CONNECT|0|c.2|0",
  );
  const times = events.map(({ type, time }) => `${type.slice(10, -3)} ${time.slice(17, 23)}`);
  expect(times.slice(2)).toEqual([
    "contact.abandoned 00.000",
    "contact.queued 00.001",
    "contact.answered 00.001",
  ]);
});

test.skipIf(log === null)(
  "[SRC8] a real log with repeats and disorder: each call and leg once",
  () => {
    const { events, refused } = readAll(pbx, log ?? "");
    expect(refused).toEqual([]);
    expect(refusedByTheDoor(events)).toEqual([]);
    const unique = [...new Map(events.map((event) => [event.id, event])).values()];
    const legs = ofType(unique, "contact.leg_ended").map(({ legId }) => legId);
    expect(legs).toEqual(["1546015415.757927/1", "1546023604.760166/1", "1546023970.760296/1"]);
    expect(ofType(unique, "contact.created")).toHaveLength(2);
    expect(JSON.stringify(events)).not.toContain("+999");
  },
);

test.skipIf(sample === null)(
  "[SRC7] a real table: every row is used, and durations fit its clocks",
  () => {
    const { events, refused } = readAll(table, sample ?? "", 500);
    expect(refused).toEqual([]);
    expect(refusedByTheDoor(events)).toEqual([]);
    expect(new Set(idsOf(events)).size).toBe(events.length);
    expect(JSON.stringify(events)).not.toContain("+999");
    const { rows } = csvRows({ text: sample ?? "", last: true }, csvStart());
    const names = new Set(rows.map(({ cells }) => cells[5] ?? ""));
    expect([...names].filter((name) => !RULES.has(name) && !IGNORED.has(name))).toEqual([]);
    const at = new Map<string, number>();
    const time = (key: string) => at.get(key) ?? Number.NaN;
    for (const { type, time: text, data } of events) {
      const name = type.slice("deskpulse.contact.".length, -".v1".length);
      at.set(`${name} ${data.legId ?? data.contactId}`, Date.parse(text));
    }
    for (const { contactId, waitMs, via } of ofType(events, "contact.answered")) {
      if (via !== "queue") continue;
      const waited = time(`answered ${contactId}/1`) - time(`queued ${contactId}`);
      expect(Math.abs(waited - Number(waitMs))).toBeLessThanOrEqual(1000);
    }
    const measured = ofType(events, "contact.measured");
    expect(measured).toHaveLength(22);
    for (const { legId, talkMs } of measured) {
      const talked = time(`leg_ended ${legId}`) - time(`answered ${legId}`);
      expect(Math.abs(talked - Number(talkMs))).toBeLessThanOrEqual(1000);
    }
  },
);
