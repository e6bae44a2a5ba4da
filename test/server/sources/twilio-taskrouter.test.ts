/** Twilio TaskRouter's formats (EVENTS.md 10.6): what each becomes, its traps, and that nobody's words come through. */
import { createHash, createHmac } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isProblem } from "../../../server/sources/pull.ts";
import { twilioPull } from "../../../server/sources/twilio-taskrouter/pull.ts";
import { stateOf } from "../../../server/sources/twilio-taskrouter/worker.ts";
import { twilioWebhook } from "../../../server/sources/twilio-taskrouter.ts";
import type { RawRequest, Webhook } from "../../../server/sources/webhook.ts";
import { parseEvent } from "../../../shared/events/event.ts";
import { ownOf, readerOf, sampleOf, short, withCanaries } from "./vendor-reading.ts";

const SOURCE = "/acme/twilio/flex";
const webhookWith = (options: object = {}): Webhook => {
  const webhook = twilioWebhook(options);
  if (webhook === null) throw new Error("options are not read");
  return webhook;
};
const webhook = webhookWith();
const { read, events, one } = readerOf(webhook, SOURCE);

const ATTRIBUTES = { from: "+31205550123", direction: "inbound", name: "A. Person" };
const FIELDS = {
  Sid: "EV1",
  AccountSid: "AC1",
  WorkspaceSid: "WS1",
  EventDescription: "words that nobody needs",
  Timestamp: "1772528400",
  TimestampMs: "1772528400120",
  TaskSid: "WT1",
  TaskAttributes: JSON.stringify(ATTRIBUTES),
  TaskChannelUniqueName: "voice",
  TaskQueueSid: "WQ1",
  TaskQueueName: "Support",
  ReservationSid: "WR1",
  WorkerSid: "WK5",
  WorkerName: "A. Person",
};
type Fields = Readonly<Record<string, string | undefined>>;
const form = (EventType: string, more: Fields = {}): string => {
  const all = Object.entries({ EventType, ...FIELDS, ...more });
  return new URLSearchParams(
    all.filter((pair): pair is [string, string] => pair[1] !== undefined),
  ).toString();
};
const kinds = (body: unknown) => events(body).map(short);
const snake = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
const snaked = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [snake(name), value]));

describe("tasks and queues", () => {
  test("[EVENTS 10.6] a task starts the contact; its channel, direction and customer are in its attributes", () => {
    expect(one(form("task.created"))).toEqual({
      specversion: "1.0",
      type: "deskpulse.contact.created.v1",
      source: SOURCE,
      id: "EV1",
      time: "2026-03-03T09:00:00.120Z",
      subject: "contact/WT1",
      data: {
        contactId: "WT1",
        channel: "phone",
        channelDetail: "voice",
        direction: "inbound",
        kind: "call",
        customerRef: "tel:+31205550123",
      },
    });
    const TaskAttributes = JSON.stringify({ direction: "outbound", outbound_to: "+32475000001" });
    expect(one(form("task.created", { TaskAttributes })).data).toMatchObject({
      direction: "outbound",
      customerRef: "tel:+32475000001",
    });
    const broken = one(form("task.created", { TaskAttributes: "{not json" }));
    expect(broken.data.customerRef).toBeUndefined();
  });

  test.each([
    ["voice", "phone", "voice"],
    ["chat", "chat", "chat"],
    ["sms", "sms", "sms"],
    ["whatsapp", "whatsapp", "whatsapp"],
    ["email", "email", "email"],
    ["messenger", "social", "messenger"],
    ["default", "other", "default"],
    ["ms-canary", "other", undefined],
  ])("[EVENTS 10.6] a task of the channel %s is on %s", (name, channel, detail) => {
    const { data } = one(form("task.created", { TaskChannelUniqueName: name }));
    expect([data.channel, data.channelDetail]).toEqual([channel, detail]);
  });

  test("[EVENTS 10.6] entering, being matched and being moved is waiting in that queue, once", () => {
    for (const type of ["task-queue.entered", "workflow.target-matched", "task-queue.moved"]) {
      expect(one(form(type)).data).toMatchObject({ queueId: "WQ1", reason: "new" });
    }
    expect(
      read(form("workflow.target-matched", { TaskQueueSid: undefined })).refused,
    ).toMatchObject([{ code: "ignored" }]);
  });

  test("[EVENTS 10.6] a canceled task is an abandonment when somebody hung up, else it flowed out", () => {
    const reason = (TaskCanceledReason?: string) =>
      one(form("task.canceled", { TaskCanceledReason })).data.reason;
    expect(reason("hangup")).toBe("hangup");
    expect(reason()).toBe("hangup");
    expect(reason("Task TTL Exceeded")).toBe("timeout");
    expect(reason("Workflow timed out")).toBe("timeout");
    expect(reason("customer pressed a key for voicemail")).toBe("key");
    expect(reason("redirected")).toBe("withdrawn");
    const deleted = one(form("task.deleted", { TaskAssignmentStatus: "pending" }));
    expect(deleted.data).toMatchObject({ stage: "queue", reason: "withdrawn" });
    const over = form("task.system-deleted", { TaskAssignmentStatus: "completed" });
    expect(read(over).refused).toMatchObject([{ code: "ignored" }]);
  });

  const TRANSFER = {
    TransferSid: "TT1",
    TransferInitiatingReservationSid: "WR1",
    TransferTo: "WK6",
    TransferType: "WORKER",
  };
  test("[EVENTS 10.6] a cold transfer is one at once, a warm one when it is completed", () => {
    const cold = one(form("task.transfer-initiated", { ...TRANSFER, TransferMode: "COLD" }));
    expect(cold.data).toMatchObject({
      kind: "blind",
      fromLegId: "WR1",
      to: { kind: "agent", id: "WK6" },
    });
    const warm = { ...TRANSFER, TransferMode: "WARM" };
    expect(read(form("task.transfer-initiated", warm)).refused).toMatchObject([
      { code: "ignored" },
    ]);
    const second = { ...warm, ReservationSid: "WR2", WorkerSid: "WK6" };
    const asked = events(form("reservation.accepted", second))[0];
    expect(asked?.data).toMatchObject({ legId: "WR2", role: "consult", via: "transfer" });
    expect(one(form("task.transfer-completed", second)).data).toEqual({
      contactId: "WT1",
      kind: "attended",
      fromLegId: "WR1",
      toLegId: "WR2",
      to: { kind: "agent", id: "WK6" },
    });
    expect(read(form("task.transfer-failed", warm)).refused).toMatchObject([{ code: "ignored" }]);
  });

  test("[EVENTS 10.6] a transfer into a queue waits there", () => {
    const into = { ...TRANSFER, TransferType: "QUEUE", TransferTo: "WQ2", TransferMode: "COLD" };
    const [passed, queued] = events(form("task.transfer-initiated", into));
    expect(passed?.data.to).toEqual({ kind: "queue", id: "WQ2" });
    expect(queued).toMatchObject({ id: "EV1:1", data: { queueId: "WQ2", reason: "transfer" } });
  });
});

describe("reservations", () => {
  test.each([
    ["created", "pending"],
    ["rejected", "rejected"],
    ["timeout", "missed"],
    ["rescinded", "cancelled"],
    ["canceled", "cancelled"],
    ["failed", "failed"],
  ])("[EVENTS 10.6] a reservation that is %s is an offer, %s", (name, outcome) => {
    const { data } = one(form(`reservation.${name}`));
    expect(data).toMatchObject({ contactId: "WT1", offerId: "WR1", agentId: "WK5", outcome });
  });

  test("[EVENTS 10.6] accepted is answered and assigned; by a worker who calls out it is outbound", () => {
    const [answered, assigned] = events(form("reservation.accepted"));
    expect(answered).toMatchObject({ id: "EV1", data: { legId: "WR1", agentId: "WK5" } });
    expect(answered?.data.via).toBeUndefined();
    expect(assigned).toMatchObject({ id: "EV1:1", data: { agentId: "WK5", teamId: null } });
    const TaskAttributes = '{"direction":"outbound"}';
    expect(events(form("reservation.accepted", { TaskAttributes }))[0]?.data.via).toBe("outbound");
  });

  test("[EVENTS 10.6] wrap-up is told by the task and the reservation: the reservation's word is the stronger", () => {
    const strengths = (type: string) =>
      events(form(type)).map((event) => [short(event), Number(event.entityversion)]);
    expect(strengths("reservation.wrapup")).toEqual([["contact.leg_ended", 3]]);
    expect(strengths("task.wrapup")).toEqual([["contact.leg_ended", 2]]);
    expect(strengths("reservation.completed")).toEqual([
      ["contact.leg_ended", 1],
      ["contact.wrapup_ended", 1],
    ]);
    expect(strengths("task.completed")).toEqual([
      ["contact.leg_ended", 0],
      ["contact.wrapup_ended", 0],
    ]);
    const alone = { ReservationSid: undefined };
    for (const type of ["task.wrapup", "task.completed"]) {
      expect(read(form(type, alone)).refused).toMatchObject([{ code: "ignored" }]);
    }
    expect(read(form("reservation.wrapup", alone)).refused).toMatchObject([
      { code: "data", path: "reservation_sid" },
    ]);
  });

  test("[EVENTS 9] hold is told by the conference's callbacks, where they name the reservation", () => {
    const held = (more: Fields) =>
      new URLSearchParams({
        StatusCallbackEvent: "participant-hold",
        ConferenceSid: "CF1",
        CallSid: "CA1",
        FriendlyName: "WT1",
        SequenceNumber: "4",
        Timestamp: "Tue, 03 Mar 2026 09:02:00 +0000",
        ...more,
      } as Record<string, string>).toString();
    expect(one(held({ ReservationSid: "WR1" }))).toMatchObject({
      id: "CF1/CA1/participant-hold/4",
      time: "2026-03-03T09:02:00.000Z",
      data: { contactId: "WT1", legId: "WR1", onHold: true },
    });
    expect(read(held({})).refused).toMatchObject([{ code: "ignored", path: "reservation_sid" }]);
    expect(read(held({ StatusCallbackEvent: "participant-mute" })).refused).toMatchObject([
      { code: "ignored" },
    ]);
  });
});

describe("workers", () => {
  test.each([
    ["Available", "available"],
    ["Idle", "available"],
    ["Ready", "available"],
    ["Not Ready", "away"],
    ["Unavailable", "away"],
    ["Offline", "offline"],
    ["Reserved", "busy"],
    ["Busy", "busy"],
    ["On Break", "break"],
    ["Lunch", "break"],
    ["WrapUp", "wrap_up"],
    ["Pauze", "break"],
    ["Beschikbaar", "available"],
    ["Niet beschikbaar", "away"],
    ["Hors ligne", "offline"],
    ["Indisponible", "away"],
    ["Ms Canary's own", "away"],
  ])("[EVENTS 10.6] the activity %s is %s, whatever else it is called", (name, state) => {
    expect(stateOf(name, {})).toBe(state);
    const { data } = one(form("worker.activity.update", { WorkerActivityName: name }));
    expect(data).toEqual({ agentId: "WK5", state });
  });

  test("[EVENTS 10.6] what the connection says of an activity goes first; a team is the attribute it names", () => {
    const said = { activities: { "On project ": "busy" }, teamAttribute: "team_id" };
    const own = readerOf(webhookWith(said), SOURCE);
    const moved = own.one(form("worker.activity.update", { WorkerActivityName: "on Project" }));
    expect(moved.data.state).toBe("busy");
    const WorkerAttributes = JSON.stringify({ team_id: 12, team_name: "First line" });
    expect(own.one(form("worker.attributes.update", { WorkerAttributes })).data).toEqual({
      agentId: "WK5",
      teamId: "12",
      change: "joined",
      effectiveAt: "2026-03-03T09:00:00.120Z",
      primary: true,
    });
    expect(read(form("worker.attributes.update", { WorkerAttributes })).refused).toMatchObject([
      { code: "ignored" },
    ]);
    expect(one(form("worker.deleted")).data.state).toBe("offline");
    expect(twilioWebhook({ activities: 5 })).toBeNull();
  });
});

describe("three ways", () => {
  const event_data = snaked({ ...FIELDS, Sid: undefined, Timestamp: undefined });
  const { timestamp_ms: _, ...recordData } = event_data;
  const TYPES = ["task.created", "reservation.accepted", "reservation.completed"];

  test("[EVENTS 5] a callback, a CloudEvent and a record of the same event are one event", () => {
    for (const type of TYPES) {
      const called = events(form(type));
      const streamed = {
        specversion: "1.0",
        type: `com.twilio.taskrouter.${type}`,
        source: "AB1",
        id: "NO1",
        datacontenttype: "2026-03-03T09:00:00.120Z",
        data: {
          payload: {
            ...recordData,
            sid: "EV1",
            eventtype: "reservation.created",
            timestamp: "2026-03-03T09:00:00.120Z",
          },
        },
      };
      const listed = {
        sid: "EV1",
        event_type: type,
        event_date: "2026-03-03T09:00:00Z",
        event_date_ms: 1_772_528_400_120,
        event_data: recordData,
      };
      expect(events(streamed)).toEqual(called);
      expect(events([streamed])).toEqual(called);
      const { payload } = streamed.data;
      const asText = { ...streamed, data: { payload: JSON.stringify(payload) } };
      expect(events(asText)).toEqual(called);
      const asFields = { ...payload, task_attributes: ATTRIBUTES };
      expect(events({ ...streamed, data: { payload: asFields } })).toEqual(called);
      expect(events({ events: [listed], meta: {} })).toEqual(called);
      expect(events([listed, listed].map((one) => JSON.stringify(one)).join("\n"))).toEqual([
        ...called,
        ...called,
      ]);
    }
  });

  test("[EVENTS 5] instants in seconds, ms and text; an event without its own id is named by what it says", () => {
    const at = (more: Fields) => one(form("task.created", more)).time;
    expect(at({ TimestampMs: undefined })).toBe("2026-03-03T09:00:00.000Z");
    expect(at({ TimestampMs: undefined, Timestamp: "2026-03-03T10:00:00+01:00" })).toBe(
      "2026-03-03T09:00:00.000Z",
    );
    expect(one(form("reservation.wrapup", { Sid: undefined })).id).toBe(
      "WR1/reservation.wrapup/1772528400120",
    );
    const none = { TimestampMs: undefined, Timestamp: undefined };
    expect(read(form("task.created", none)).refused).toMatchObject([
      { code: "data", path: "timestamp", reason: "is missing" },
    ]);
  });

  test("[EVENTS 10.6] other kinds and other products are ignored, what is none is refused", () => {
    for (const type of ["task.updated", "workflow.entered", "activity.created", "anything"]) {
      expect(read(form(type)).refused).toMatchObject([{ code: "ignored", path: "event_type" }]);
    }
    const other = { type: "com.twilio.messaging.message.sent", data: {} };
    expect(read(other).refused).toMatchObject([{ code: "ignored", path: "type" }]);
    for (const body of ["<xml/>", '{"a":1}', "[5]", "a=b&c=d"]) {
      expect(read(body)).toMatchObject({ events: [], refused: [{ code: "envelope" }] });
    }
    expect(read("").refused).toMatchObject([{ code: "ignored" }]);
  });

  test("[SEC-9] anything is read without throwing, and what comes of it passes the door", () => {
    const odd = fc.jsonValue();
    const types = fc.constantFrom(
      ...["task.created", "task.canceled", "task.transfer-initiated", "task.transfer-completed"],
      ...["reservation.accepted", "reservation.completed", "worker.created", "task.completed"],
    );
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc
        .tuple(types, fc.constantFrom(...Object.keys(FIELDS)), fc.string())
        .map(([type, name, value]) => form(type, { [name]: value })),
      fc.tuple(types, fc.constantFrom(...Object.keys(event_data)), odd).map(([type, name, value]) =>
        JSON.stringify({
          sid: "EV1",
          event_type: type,
          event_date: "2026-03-03T09:00:00Z",
          event_data: { ...event_data, [name]: value },
        }),
      ),
      odd.map((payload) =>
        JSON.stringify({ type: "com.twilio.taskrouter.task.created", data: { payload } }),
      ),
      odd.map((value) =>
        JSON.stringify({ events: [value, { event_type: "x", event_data: value }] }),
      ),
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
  const FOLDER = join(import.meta.dirname, "../../../../shared/payloads/twilio-taskrouter");
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

  test("[EVENTS 10.6] every sample is translated, or refused for a stated reason", () => {
    const told = Object.fromEntries(
      names.map((name) => {
        const { events: found, refused } = read(sampleOf(`twilio-taskrouter/${name}`));
        for (const event of found) expect(parseEvent(event).ok).toBe(true);
        return [
          name.replace(/_example.*/, ""),
          [...found.map(short), ...refused.map((r) => r.code)],
        ];
      }),
    );
    expect(told).toEqual({
      "events_api_list.json": ["agent.state_changed", "contact.offered", "agent.state_changed"],
      reservations_instance_get: ["ignored"],
      statistics_taskqueue_cumulative: ["ignored"],
      statistics_taskqueue_realtime: ["ignored"],
      statistics_worker: ["ignored"],
    });
    expect(kinds(ownOf("twilio-taskrouter/event-stream.json"))).toEqual([
      "contact.created",
      "contact.queued",
      "contact.answered",
      "contact.assigned",
    ]);
    expect(kinds(ownOf("twilio-taskrouter/wrapup.form"))).toEqual(["contact.leg_ended"]);
  });

  test("[PRIV-1] no word in any field of text comes out in an event", () => {
    const ids = /sid$|^type$|event_?type|timestamp|event_date|unique_name|status|^mode$|^id$/i;
    const attributes = JSON.stringify(withCanaries(ATTRIBUTES, /^$/));
    const bodies = [
      ...names.map((name) => withCanaries(JSON.parse(sampleOf(`twilio-taskrouter/${name}`)), ids)),
      withCanaries(JSON.parse(ownOf("twilio-taskrouter/event-stream.json")), ids),
      ...["task.created", "reservation.accepted", "task.canceled", "worker.created"].map((type) =>
        form(type, {
          TaskAttributes: attributes,
          WorkerAttributes: attributes,
          WorkerActivityName: "canary activity",
          TaskCanceledReason: "canary reason",
          TaskQueueName: "canary",
          TaskChannelUniqueName: "canary",
        }),
      ),
    ];
    let count = 0;
    for (const body of bodies) {
      const { events: out, refused } = read(body);
      count += out.length;
      expect(JSON.stringify([out, refused])).not.toMatch(/canary/i);
    }
    expect(count).toBeGreaterThan(10);
  });
});

describe("signatures", () => {
  const signed = (token: string, text: string) =>
    createHmac("sha1", token).update(text).digest("base64");
  const request = (url: string, body: string, signature: string, type: string): RawRequest => ({
    url,
    headers: { "content-type": type, "x-twilio-signature": signature },
    body: Buffer.from(body),
  });
  const FORM = "application/x-www-form-urlencoded; charset=UTF-8";
  const isProved = (one: RawRequest, ...secrets: string[]) => webhook.verify(one, secrets, 0).ok;

  const URL_ = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const BODY = new URLSearchParams({
    CallSid: "CA1234567890ABCDE",
    Caller: "+14158675309",
    Digits: "1234",
    From: "+14158675309",
    To: "+18005551212",
  }).toString();
  const VECTOR = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

  test("[SEC-8] Twilio's own test vector is proved, and nothing that differs from it", () => {
    expect(isProved(request(URL_, BODY, VECTOR, FORM), "12345")).toBe(true);
    expect(isProved(request(URL_, BODY, VECTOR, FORM), "a-new-token", "12345")).toBe(true);
    const turned = BODY.split("&").reverse().join("&");
    expect(isProved(request(URL_, turned, VECTOR, FORM), "12345")).toBe(true);
    expect(isProved(request(URL_, BODY, VECTOR, FORM), "12346")).toBe(false);
    expect(isProved(request(URL_, BODY, VECTOR, FORM))).toBe(false);
    expect(isProved(request(URL_, `${BODY}&a=b`, VECTOR, FORM), "12345")).toBe(false);
    expect(isProved(request(`${URL_}&a=b`, BODY, VECTOR, FORM), "12345")).toBe(false);
    expect(isProved(request(URL_, BODY, "", FORM), "12345")).toBe(false);
    expect(isProved(request(URL_, BODY, VECTOR, "text/plain"), "12345")).toBe(false);
  });

  test("[SEC-8] the address is signed with its port or without, and both are its", () => {
    const fields = "EventTypetask.created";
    for (const at of ["https://desk.example/a", "https://desk.example:443/a"]) {
      for (const url of ["https://desk.example/a", "https://desk.example:8443/a"]) {
        const one = request(url, "EventType=task.created", signed("12345", at + fields), FORM);
        expect(isProved(one, "12345")).toBe(true);
      }
    }
  });

  test("[SEC-8] a JSON body is proved by its hash in the address, and only with it", () => {
    const body = JSON.stringify([{ type: "com.twilio.taskrouter.task.created" }]);
    const hash = createHash("sha256").update(body).digest("hex");
    const url = `https://desk.example/a?bodySHA256=${hash}`;
    const json = "application/json";
    expect(isProved(request(url, body, signed("12345", url), json), "12345")).toBe(true);
    expect(isProved(request(url, `${body} `, signed("12345", url), json), "12345")).toBe(false);
    const bare = "https://desk.example/a";
    expect(isProved(request(bare, body, signed("12345", bare), json), "12345")).toBe(false);
  });

  test("[SEC-9] any call at all is answered without throwing", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (...parts) => {
        const [url = "", body = "", signature = "", type = ""] = parts;
        expect(isProved(request(url, body, signature, type), "12345")).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the Events resource", () => {
  const NOW = Date.parse("2026-03-03T12:00:00Z");
  const pull = twilioPull({});
  if (pull === null) throw new Error("no pull");
  const context = { source: SOURCE, now: NOW };
  const answer = (body: unknown, status = 200, headers = {}) => ({
    status,
    headers,
    text: typeof body === "string" ? body : JSON.stringify(body),
  });
  const record = (at: number) => ({
    sid: `EV${at}`,
    event_type: "task.created",
    event_date_ms: at,
    event_data: snaked(FIELDS),
  });

  test("[EVENTS 10.6] it is asked hour by hour up to now, then once a minute, looking back", () => {
    const since = NOW - 90 * 60_000;
    let cursor = pull.start(since);
    const asked: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      asked.push(pull.next(cursor, NOW).path);
      const read = pull.read(answer({ events: [], meta: {} }), cursor, context);
      if (isProblem(read)) throw new Error(read.reason);
      cursor = read.cursor;
      expect(read.waitMs).toBe(turn === 0 ? 0 : 60_000);
    }
    expect(asked.map((path) => new URL(path, "https://x").searchParams.get("StartDate"))).toEqual([
      "2026-03-03T10:30:00Z",
      "2026-03-03T11:30:00Z",
      "2026-03-03T11:56:30Z",
    ]);
    expect(asked[0]).toMatch(/^\/Events\?StartDate=/);
  });

  test("[EVENTS 10.6] the next page is where the answer says, and nowhere but below our own address", () => {
    const first = pull.start(NOW - 90 * 60_000);
    const path = "/Events?PageToken=PT5&Page=1&PageSize=1000";
    const at = (next_page_url: string) => {
      const body = { events: [record(NOW - 60 * 60_000)], meta: { next_page_url } };
      const read = pull.read(answer(body), first, context);
      if (isProblem(read)) throw new Error(read.reason);
      return [read.events.length, pull.next(read.cursor, NOW).path];
    };
    expect(at(`https://taskrouter.twilio.com/v1/Workspaces/WS1${path}`)).toEqual([1, path]);
    expect(at("https://elsewhere.example/v1/Accounts")[1]).toMatch(/StartDate=/);
    expect(at(`https://elsewhere.example${path}`)[1]).toBe(path);
  });

  test("[EVENTS 10.6] a full page without a next one is asked again in halves, so that nothing is passed over", () => {
    const full = { events: Array.from({ length: 1_000 }, (_, at) => record(NOW - at)), meta: {} };
    const read = pull.read(answer(full), pull.start(NOW - 90 * 60_000), context);
    if (isProblem(read)) throw new Error(read.reason);
    const { searchParams } = new URL(pull.next(read.cursor, NOW).path, "https://x");
    expect([searchParams.get("StartDate"), searchParams.get("EndDate")]).toEqual([
      "2026-03-03T10:30:00Z",
      "2026-03-03T11:00:00Z",
    ]);
  });

  test("[EVENTS 10.6] older than 30 days there is nothing to ask; what cannot be read of a connection is no connection", () => {
    const { path } = pull.next(pull.start(0), NOW);
    expect(path).toContain("StartDate=2026-02-01T12:00:00Z");
    expect(twilioPull({ activities: { Ready: "at work" } })).toBeNull();
  });

  test("[SEC-9] a refusal says when to come back, and any answer is read or is a problem", () => {
    const start = pull.start(NOW - 60_000);
    const refusal = (status: number, headers = {}) =>
      pull.read(answer("", status, headers), start, context);
    expect(refusal(429, { "retry-after": "7" })).toMatchObject({ retryMs: 7_000 });
    expect(refusal(401)).toMatchObject({ retryMs: null });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.jsonValue().map((v) => JSON.stringify({ events: [v] })),
        ),
        (text) => {
          const read = pull.read(answer(text), start, context);
          if (!isProblem(read))
            for (const one of read.events) expect(parseEvent(one).ok).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
