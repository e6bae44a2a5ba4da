/** Amazon Connect's formats (EVENTS.md 10.5): what each becomes, its traps, and that nobody's words come through. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connectWebhook } from "../../../server/sources/amazon-connect.ts";
import { parseEvent } from "../../../shared/events/event.ts";
import {
  ownOf,
  readerOf,
  sampleOf,
  short,
  withCanaries,
  withoutComments,
} from "./vendor-reading.ts";

const SOURCE = "/acme/connect/eu";
const ARN = "arn:aws:connect:eu-central-1:000000000000:instance/i-1";
const { read, events, one } = readerOf(connectWebhook, SOURCE);

const RECORD = JSON.parse(ownOf("amazon-connect/record.json"));
const record = (more: object = {}, agent: object | null = {}, queue: object | null = {}) => ({
  ...RECORD,
  Agent: agent === null ? null : { ...RECORD.Agent, ...agent },
  Queue: queue === null ? null : { ...RECORD.Queue, ...queue },
  ...more,
});
const kinds = (body: unknown) => events(body).map(short);
const of = (body: unknown, kind: string) => events(body).find((event) => short(event) === kind);

describe("contact records", () => {
  test("[EVENTS 10.5] talk, hold and wrap-up are what Connect asserts, where after-contact work ended", () => {
    expect(of(RECORD, "contact.measured")).toEqual({
      specversion: "1.0",
      type: "deskpulse.contact.measured.v1",
      source: SOURCE,
      id: "c-88@2026-03-03T09:08:41.000Z",
      time: "2026-03-03T09:06:53.000Z",
      subject: "contact/c-88",
      recordedtime: "2026-03-03T09:08:41.000Z",
      entityversion: "2026-03-03T09:08:41.000Z",
      quality: "asserted",
      data: {
        contactId: "c-88",
        legId: "c-88",
        agentId: "anna",
        channel: "phone",
        final: true,
        talkMs: 210_000,
        holdMs: 60_000,
        wrapupMs: 45_000,
        queueMs: 8_000,
        customerRef: "tel:+31205550123",
      },
    });
  });

  test("[EVENTS 10.5] the whole course of a call comes out of its record alone", () => {
    expect(events(RECORD).map((event) => [short(event), event.id, event.time])).toEqual([
      ["contact.created", "c-88/created", "2026-03-03T09:01:20.000Z"],
      ["contact.queued", "c-88/queued", "2026-03-03T09:01:30.000Z"],
      ["contact.answered", "c-88/answered", "2026-03-03T09:01:38.000Z"],
      ["contact.measured", "c-88@2026-03-03T09:08:41.000Z", "2026-03-03T09:06:53.000Z"],
    ]);
  });

  test("[EVENTS 5] a record that is sent again is a new version of its durations, and nothing else", () => {
    const again = record(
      { LastUpdateTimestamp: "2026-03-09T10:00:00Z" },
      { AfterContactWorkDuration: 46 },
    );
    const [before, after] = [events(RECORD), events(again)];
    const ids = new Set(before.map(({ id }) => id));
    const fresh = after.filter(({ id }) => !ids.has(id));
    expect(fresh.map(short)).toEqual(["contact.measured"]);
    expect(fresh[0]?.entityversion).toBe("2026-03-09T10:00:00.000Z");
    expect(after.filter(({ id }) => ids.has(id))).toEqual(before.slice(0, 3));
  });

  test("[EVENTS 10.5] a duration that is not told is unknown; without after-contact work the part ends with talk", () => {
    const none = {
      AfterContactWorkDuration: null,
      AfterContactWorkStartTimestamp: null,
      AfterContactWorkEndTimestamp: null,
    };
    const measured = of(record({}, none), "contact.measured");
    expect(measured?.data.wrapupMs).toBeUndefined();
    // Answered 09:01:38, 210 s of talk and 60 s of hold; the disconnect is 25 minutes later.
    expect(measured?.time).toBe("2026-03-03T09:06:08.000Z");
  });

  test("[EVENTS 10.5] whoever hung up in the queue is an abandonment; timeouts and transfers are none", () => {
    const waiting = (more: object) => record(more, null);
    expect(of(waiting({}), "contact.abandoned")?.data).toEqual({
      contactId: "c-88",
      channel: "phone",
      queueId: "support",
      stage: "queue",
      reason: "hangup",
    });
    const reason = (text: string | null) =>
      of(waiting({ DisconnectReason: text }), "contact.abandoned")?.data.reason;
    expect(reason(null)).toBe("hangup");
    expect(reason("CONTACT_FLOW_DISCONNECT")).toBe("timeout");
    expect(reason("EXPIRED")).toBe("timeout");
    expect(reason("TELECOM_PROBLEM")).toBe("withdrawn");
    expect(kinds(waiting({ NextContactId: "c-89" }))).not.toContain("contact.abandoned");
    const ivr = of(record({}, null, null), "contact.abandoned");
    expect(ivr?.data).toMatchObject({ stage: "ivr", reason: "hangup" });
    expect(kinds(RECORD)).not.toContain("contact.abandoned");
  });

  test("[EVENTS 10.5] a transfer is another leg of the same contact, and its first agent passed it on", () => {
    const next = record({
      ContactId: "c-89",
      InitialContactId: "c-88",
      PreviousContactId: "c-88",
      InitiationMethod: "TRANSFER",
    });
    expect(kinds(next)).toEqual([
      "contact.transferred",
      "contact.queued",
      "contact.answered",
      "contact.measured",
    ]);
    expect(new Set(events(next).map(({ subject }) => subject))).toEqual(new Set(["contact/c-88"]));
    expect(of(next, "contact.transferred")?.data).toMatchObject({
      fromLegId: "c-88",
      toLegId: "c-89",
    });
    expect(of(next, "contact.queued")?.data.reason).toBe("transfer");
    const own = { ARN: `${ARN}/queue/agent/ben` };
    const direct = record({ ...next, Agent: undefined, Queue: undefined }, {}, own);
    expect(kinds({ ...direct, Agent: RECORD.Agent })).not.toContain("contact.queued");
  });

  test("[EVENTS 3] a callback waits at home from when it was asked for, and is answered as one", () => {
    const back = record({
      ContactId: "c-90",
      InitialContactId: "c-88",
      PreviousContactId: "c-88",
      InitiationMethod: "CALLBACK",
      ConnectedToSystemTimestamp: "2026-03-03T09:01:45Z",
    });
    expect(of(back, "contact.transferred")?.data.kind).toBe("callback");
    expect(of(back, "contact.queued")?.data.reason).toBe("callback");
    const answered = of(back, "contact.answered");
    expect([answered?.data.via, answered?.time]).toEqual(["callback", "2026-03-03T09:01:45.000Z"]);
    expect(of(back, "contact.measured")?.data.queueMs).toBeUndefined();
  });

  test("[KPIS 5.1] a call to the customer: dialling until it was answered, or it reached nobody", () => {
    const out = record(
      {
        InitiationMethod: "OUTBOUND",
        InitiationTimestamp: "2026-03-03T09:01:20Z",
        ConnectedToSystemTimestamp: "2026-03-03T09:01:40Z",
      },
      { ConnectedToAgentTimestamp: "2026-03-03T09:01:22Z" },
    );
    expect(of(out, "contact.created")?.data.direction).toBe("outbound");
    expect(of(out, "contact.offered")?.data).toMatchObject({ party: "customer", offerId: "c-88" });
    const answered = of(out, "contact.answered");
    expect([answered?.data.via, answered?.time]).toEqual(["outbound", "2026-03-03T09:01:40.000Z"]);
    expect(of(out, "contact.measured")?.data).toMatchObject({ dialMs: 20_000 });
    const nobody = record({ InitiationMethod: "OUTBOUND", ConnectedToSystemTimestamp: null });
    expect(events(nobody).filter((event) => event.data.outcome === "failed")).toHaveLength(1);
    expect(kinds(nobody)).not.toContain("contact.answered");
  });

  test("[EVENTS 10.5] an e-mail is a ticket: its reply is a message, its end a solution", () => {
    const mail = record({ Channel: "EMAIL" });
    expect(of(mail, "contact.created")?.data).toMatchObject({ channel: "email", kind: "ticket" });
    expect(of(mail, "contact.status_changed")?.data).toMatchObject({ to: "resolved" });
    const reply = { ContactId: "c-91", InitialContactId: "c-88", InitiationMethod: "AGENT_REPLY" };
    expect(of(record({ Channel: "EMAIL", ...reply }), "contact.message")?.data).toMatchObject({
      contactId: "c-88",
      from: "agent",
      agentId: "anna",
      visibility: "public",
    });
  });

  test.each([
    ["VOICE", null, "phone"],
    ["CHAT", null, "chat"],
    ["CHAT", "connect:WhatsApp", "whatsapp"],
    ["CHAT", "connect:SMS", "sms"],
    ["CHAT", "connect:Apple", "social"],
    ["TASK", null, "other"],
    ["something new", null, "other"],
  ])("[EVENTS 10.5] %s by %s is on the channel %s", (Channel, way, channel) => {
    const SegmentAttributes = way === null ? {} : { "connect:Subtype": { ValueString: way } };
    const made = of(record({ Channel, SegmentAttributes }), "contact.created");
    expect(made?.data.channel).toBe(channel);
  });

  test("[EVENTS 10.5] an external transfer is one; what lacks its id or version is refused", () => {
    const out = record({
      TransferredToEndpoint: { Address: "+31205550999", Type: "TELEPHONE_NUMBER" },
      TransferCompletedTimestamp: "2026-03-03T09:06:00Z",
    });
    expect(of(out, "contact.transferred")?.data).toMatchObject({ to: { kind: "external" } });
    expect(JSON.stringify(events(out))).not.toContain("550999");
    expect(read(record({ ContactId: null })).refused).toMatchObject([{ path: "ContactId" }]);
    expect(read(record({ LastUpdateTimestamp: null })).refused).toMatchObject([
      { path: "LastUpdateTimestamp" },
    ]);
    expect(read(record({ InitiationTimestamp: "yesterday" })).refused).toMatchObject([
      { code: "data", path: "initiationTimestamp", reason: "is no instant with a zone" },
    ]);
  });
});

const EVENT = {
  contactId: "c-88",
  channel: "VOICE",
  instanceArn: ARN,
  initiationMethod: "INBOUND",
  initiationTimestamp: "2026-03-03T09:01:20.000Z",
  queueInfo: {
    queueArn: `${ARN}/queue/support`,
    queueType: "STANDARD",
    enqueueTimestamp: "2026-03-03T09:01:30.000Z",
  },
  agentInfo: {
    agentArn: `${ARN}/agent/anna`,
    connectedToAgentTimestamp: "2026-03-03T09:01:38.000Z",
  },
};
const bridged = (detail: object) => ({
  version: "0",
  id: "abc",
  "detail-type": "Amazon Connect Contact Event",
  source: "aws.connect",
  time: "2026-03-03T09:01:38Z",
  detail,
});

describe("contact events", () => {
  test("[EVENTS 5] they say the same as the record, under the same ids", () => {
    const told = events({ ...EVENT, eventType: "CONNECTED_TO_AGENT" });
    expect(told).toEqual(events(RECORD).slice(0, 3));
    expect(events(bridged({ ...EVENT, eventType: "CONNECTED_TO_AGENT" }))).toEqual(told);
  });

  test("[EVENTS 10.5] each tells what went before it, so that a lost one is told by the next", () => {
    const { agentInfo: _, ...waiting } = EVENT;
    expect(kinds({ ...waiting, eventType: "QUEUED" })).toEqual([
      "contact.created",
      "contact.queued",
    ]);
    const left = { disconnectTimestamp: "2026-03-03T09:02:00.000Z" };
    const gone = { ...waiting, ...left, eventType: "DISCONNECTED" };
    expect(kinds(gone)).toEqual(["contact.created", "contact.queued", "contact.abandoned"]);
    const record_ = record({ DisconnectTimestamp: "2026-03-03T09:02:00Z" }, null);
    expect(of(gone, "contact.abandoned")).toEqual(of(record_, "contact.abandoned"));
  });

  test("[EVENTS 10.5] after-contact work is in COMPLETED; a disconnect never ends the agent's part", () => {
    const left = { disconnectTimestamp: "2026-03-03T09:30:00.000Z" };
    expect(kinds({ ...EVENT, ...left, eventType: "DISCONNECTED" })).not.toContain(
      "contact.leg_ended",
    );
    const agentInfo = {
      ...EVENT.agentInfo,
      afterContactWorkStartTimestamp: "2026-03-03T09:06:08.000Z",
      afterContactWorkEndTimestamp: "2026-03-03T09:06:53.000Z",
    };
    const over = { ...EVENT, ...left, agentInfo, eventType: "COMPLETED" };
    expect(of(over, "contact.leg_ended")?.time).toBe("2026-03-03T09:06:08.000Z");
    expect(of(over, "contact.wrapup_ended")?.time).toBe("2026-03-03T09:06:53.000Z");
  });

  test("[EVENTS 10.5] the first releases, without instants, are told at their own time", () => {
    const { initiationTimestamp: _, queueInfo: __, ...bare } = EVENT;
    const AgentInfo = { AgentArn: `${ARN}/agent/anna`, RoutingProfileArn: "arn" };
    const old = { ...bare, agentInfo: undefined, AgentInfo, eventType: "CONNECTED_TO_AGENT" };
    expect(events(bridged(old)).map((event) => [short(event), event.time])).toEqual([
      ["contact.answered", "2026-03-03T09:01:38.000Z"],
    ]);
  });

  test("[EVENTS 10.5] kinds that no figure needs are ignored for a stated reason", () => {
    for (const eventType of ["CONTACT_DATA_UPDATED", "AMD_DISABLED", "PAUSED"]) {
      expect(read({ ...EVENT, eventType }).refused).toMatchObject([{ code: "ignored" }]);
    }
    expect(read(bridged({ eventName: "x" })).refused).toMatchObject([{ code: "ignored" }]);
  });
});

const AGENT_EVENTS = JSON.parse(ownOf("amazon-connect/agent-events.json"));
const contactIn = (State: string, at: string, more: object = {}) => ({
  ContactId: "c-7",
  InitialContactId: "c-6",
  Channel: "VOICE",
  InitiationMethod: "TRANSFER",
  State,
  StateStartTimestamp: at,
  ConnectedToAgentTimestamp: State.startsWith("CONNECTED") || State === "ENDED" ? at : null,
  ...more,
});
const change = (before: object[], now: object[], more: object = {}) => ({
  AgentARN: `${ARN}/agent/anna`,
  EventType: "STATE_CHANGE",
  EventTimestamp: "2026-03-03T09:10:00.000Z",
  PreviousAgentSnapshot: { Contacts: before },
  CurrentAgentSnapshot: { Contacts: now },
  ...more,
});

describe("the agent event stream", () => {
  test("[EVENTS 10.5] one call of an agent: answered, held, ended, wrapped up, all derived", () => {
    const told = events(AGENT_EVENTS);
    const seen = told.map((event) => [short(event), event.time.slice(11, -1), event.quality]);
    expect(seen).toEqual([
      ["agent.state_changed", "08:00:00.250", undefined],
      ["team.membership_changed", "08:00:00.250", undefined],
      ["agent.state_changed", "08:00:00.250", undefined],
      ["contact.answered", "09:01:38.400", "derived"],
      ["contact.hold_changed", "09:02:38.000", "derived"],
      ["contact.hold_changed", "09:03:38.000", "derived"],
      ["contact.leg_ended", "09:06:08.000", "derived"],
      ["contact.wrapup_ended", "09:06:53.000", "derived"],
    ]);
    expect(told[1]?.data).toMatchObject({ teamId: "first-line", change: "joined", primary: true });
    expect(told.slice(4, 6).map(({ data }) => data.onHold)).toEqual([true, false]);
    expect(JSON.stringify(told)).not.toMatch(/person/i);
  });

  test("[EVENTS 10.5] missed, rejected and failed offers, with how long it rang", () => {
    for (const [state, outcome] of [
      ["MISSED", "missed"],
      ["REJECTED", "rejected"],
      ["ERROR", "failed"],
    ] as const) {
      const event = one(
        change(
          [contactIn("CONNECTING", "2026-03-03T09:09:40.000Z")],
          [contactIn(state, "2026-03-03T09:10:00.000Z")],
        ),
      );
      expect(event.data).toMatchObject({ contactId: "c-6", outcome, ringMs: 20_000 });
    }
  });

  test("[EVENTS 10.5] hung up while on hold; gone without after-contact work; a contact that was never his", () => {
    const [at, since] = ["2026-03-03T09:10:00.000Z", "2026-03-03T09:05:00.000Z"];
    const held = contactIn("CONNECTED_ONHOLD", since);
    expect(kinds(change([held], [contactIn("ENDED", at)]))).toEqual(["contact.leg_ended"]);
    expect(kinds(change([contactIn("CONNECTED", since)], []))).toEqual([
      "contact.leg_ended",
      "contact.wrapup_ended",
    ]);
    expect(read(change([contactIn("MISSED", since)], [])).events).toEqual([]);
    expect(kinds(change([], [held]))).toEqual(["contact.answered", "contact.hold_changed"]);
  });

  test("[EVENTS 10.5] statuses by their kind, else by their name; every heart beat tells them again", () => {
    const status = (Name: string, Type?: string) => ({
      ...change([], []),
      EventType: "HEART_BEAT",
      CurrentAgentSnapshot: {
        AgentStatus: { Name, Type, StartTimestamp: "2026-03-03T09:00:00.000Z" },
        NextAgentStatus: { Name: "Lunch", EnqueuedTimestamp: "2026-03-03T09:09:00.000Z" },
        Contacts: [],
      },
    });
    const stateOf = (name: string, type?: string) => one(status(name, type)).data.state;
    expect(stateOf("Ready for calls", "ROUTABLE")).toBe("available");
    expect(stateOf("Gone", "OFFLINE")).toBe("offline");
    expect(stateOf("Lunch", "CUSTOM")).toBe("break");
    expect(stateOf("Available")).toBe("available");
    expect(stateOf("MissedCallAgent")).toBe("away");
    expect(stateOf("Training of Ms Canary", "CUSTOM")).toBe("away");
    const later = { ...status("Lunch"), EventTimestamp: "2026-03-03T09:12:00.000Z" };
    expect(one(later)).toEqual(one(status("Lunch")));
  });

  test("[EVENTS 10.5] another group of the hierarchy is another team; whoever logs out is offline", () => {
    const inGroup = (id: string | null) => ({
      Contacts: [],
      Configuration: {
        AgentHierarchyGroups: id === null ? null : { Level1: { ARN: `${ARN}/agent-group/${id}` } },
      },
    });
    const moved = change([], [], {
      PreviousAgentSnapshot: inGroup("old"),
      CurrentAgentSnapshot: inGroup("new"),
    });
    expect(events(moved).map(({ data }) => [data.teamId, data.change])).toEqual([
      ["old", "left"],
      ["new", "joined"],
    ]);
    const out = change([], [], { EventType: "LOGOUT", CurrentAgentSnapshot: null });
    expect(one(out).data).toEqual({ agentId: "anna", state: "offline" });
  });
});

describe("bodies", () => {
  test("[EVENTS 10.5] batches of Kinesis, SQS, SNS and Firehose, lists and lines bring the same", () => {
    const text = JSON.stringify(RECORD);
    const data = Buffer.from(text).toString("base64");
    const bodies = [
      [RECORD],
      { Records: [{ eventSource: "aws:kinesis", kinesis: { data } }] },
      { Records: [{ eventSource: "aws:sqs", body: text }] },
      { Records: [{ Sns: { Message: text } }] },
      { requestId: "r", timestamp: 1, records: [{ data }] },
      data,
    ];
    for (const body of bodies) expect(events(body)).toEqual(events(RECORD));
    for (const twice of [`${text}\n${text}`, `${text}${text}`]) {
      expect(events(twice)).toEqual([...events(RECORD), ...events(RECORD)]);
    }
  });

  test("[SEC-9] what is no payload of Connect's is refused for a stated reason", () => {
    for (const body of ["<xml/>", '{"a":1}', "5", '["x"]', '{"Records":[{"body":"text"}]}']) {
      expect(read(body)).toMatchObject({ events: [], refused: [{ code: "envelope" }] });
    }
    expect(read("").refused).toMatchObject([{ code: "ignored" }]);
  });

  test("[SEC-9] any JSON is read without throwing, and what comes of it passes the door", () => {
    const odd = fc.jsonValue();
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .record({ Agent: odd, Queue: odd, Channel: odd, InitiationTimestamp: odd })
        .map((more) => JSON.stringify({ ...RECORD, ...more })),
      fc
        .tuple(fc.constantFrom(...Object.keys(RECORD)), odd)
        .map(([name, value]) => JSON.stringify({ ...RECORD, [name]: value })),
      fc
        .tuple(fc.constantFrom(...Object.keys(EVENT)), odd)
        .map(([name, value]) =>
          JSON.stringify(bridged({ ...EVENT, eventType: "COMPLETED", [name]: value })),
        ),
      odd.map((value) => JSON.stringify(change([{ ContactId: "c", State: value } as object], []))),
      odd.map((value) => JSON.stringify(change([], [], { CurrentAgentSnapshot: value }))),
      odd.map((value) => JSON.stringify({ Records: [value, { kinesis: { data: value } }] })),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        for (const event of read(body).events) expect(parseEvent(event).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("samples", () => {
  const FOLDER = join(import.meta.dirname, "../../../../shared/payloads/amazon-connect");
  const names = readdirSync(FOLDER).filter((name) => /\.jsonc?$/.test(name));
  /** As documented, one has a brace too many. */
  const whole = (text: string) => text.replace(/\}\s*\}\s*,(\s*"Configuration")/, "},$1");
  const bodyOf = (name: string) => {
    const text = sampleOf(`amazon-connect/${name}`);
    return name.endsWith("c") ? whole(withoutComments(text)) : text;
  };

  test("[EVENTS 10.5] every sample is translated, or refused for a stated reason", () => {
    const told = Object.fromEntries(
      names.map((name) => {
        const { events: found, refused } = read(bodyOf(name));
        for (const event of found) expect(parseEvent(event).ok).toBe(true);
        return [name, [...found.map(short), ...refused.map(({ code }) => code)]];
      }),
    );
    expect(told).toEqual({
      "agent_event_stream_doc_1.jsonc": ["agent.state_changed"],
      "case_event_doc_1.jsonc": ["ignored"],
      "case_event_doc_2.jsonc": ["ignored"],
      "contact_event_doc_1.jsonc": ["contact.created", "contact.queued", "contact.answered"],
      "contact_event_doc_2.jsonc": ["contact.answered"],
      "ctr_inbound_voice_masked.json": [
        "contact.created",
        "contact.queued",
        "contact.answered",
        "contact.measured",
      ],
      "determine-acw-time_doc_1.jsonc": ["agent.state_changed", "contact.leg_ended"],
      "determine-acw-time_doc_2.jsonc": ["agent.state_changed", "contact.wrapup_ended"],
      "streams_agent_snapshots.json": ["envelope"],
    });
  });

  test("[EVENTS 10.5] the vendor's call: 33 s of talk, no hold and 32 s of wrap-up; 5.005 s in its example", () => {
    const { data } = of(bodyOf("ctr_inbound_voice_masked.json"), "contact.measured") ?? {};
    expect(data).toMatchObject({ talkMs: 33_000, holdMs: 0, wrapupMs: 32_000, queueMs: 7_000 });
    const ended = of(bodyOf("determine-acw-time_doc_1.jsonc"), "contact.leg_ended");
    const wrapped = of(bodyOf("determine-acw-time_doc_2.jsonc"), "contact.wrapup_ended");
    expect(Date.parse(wrapped?.time ?? "") - Date.parse(ended?.time ?? "")).toBe(5_005);
  });

  test("[PRIV-1] no word in any field of text of any sample comes out in an event", () => {
    const ids =
      /id$|arn$|timestamp$|^eventtype$|^channel$|method$|^state$|^type$|^source$|^time$|detail-type|address|reason/i;
    const bodies = [
      ...names.map(bodyOf),
      ownOf("amazon-connect/record.json"),
      ownOf("amazon-connect/agent-events.json"),
    ];
    let count = 0;
    for (const body of bodies) {
      const { events: out, refused } = read(withCanaries(JSON.parse(body), ids));
      count += out.length;
      expect(JSON.stringify([out, refused])).not.toMatch(/canary/i);
    }
    expect(count).toBeGreaterThan(20);
  });
});

test("[SEC-8] a call is proved by its key in a header, the old one too while a new one is made", () => {
  const call = (headers: Record<string, string>) =>
    connectWebhook.verify(
      { url: "https://desk.example/x", headers, body: Buffer.from("{}") },
      ["the-new-key-of-this-source", "the-old-key-of-this-source"],
      0,
    ).ok;
  expect(call({ authorization: "Bearer the-new-key-of-this-source" })).toBe(true);
  expect(call({ "x-deskpulse-key": "the-old-key-of-this-source" })).toBe(true);
  expect(call({ "x-deskpulse-key": "another-key-of-this-source" })).toBe(false);
  expect(call({})).toBe(false);
});
