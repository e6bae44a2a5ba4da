/** Salesforce's formats (EVENTS.md 10.2): what each becomes, its traps, and that nobody's words come through. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { statusOf } from "../../../server/sources/salesforce/options.ts";
import { salesforcePull } from "../../../server/sources/salesforce/pull.ts";
import { queryOf, STREAMS } from "../../../server/sources/salesforce/queries.ts";
import { salesforceWebhook } from "../../../server/sources/salesforce.ts";
import type { Webhook } from "../../../server/sources/webhook.ts";
import { ownOf, readerOf, sampleOf, short, withCanaries } from "./vendor-reading.ts";

const SOURCE = "/acme/salesforce/main";
const CASE = "5005j00000AbCdEAAV";
const AGENT = "0055j00000AgEnTAAV";
const QUEUE = "00G5j00000QuEuEEAV";

function webhookWith(options: object = {}): Webhook {
  const webhook = salesforceWebhook(options);
  if (webhook === null) throw new Error("the options are not right");
  return webhook;
}

const { read, events, one } = readerOf(webhookWith(), SOURCE);

const header = (more: object = {}) => ({
  entityName: "Case",
  recordIds: [CASE],
  changeType: "UPDATE",
  changedFields: [],
  nulledFields: [],
  diffFields: [],
  changeOrigin: "",
  transactionKey: "0000d978-0333-d593-c68b-98759eaddd49",
  sequenceNumber: 2,
  commitTimestamp: 1_772_524_800_000,
  commitNumber: 11_657_372_702_432,
  commitUser: AGENT,
  ...more,
});

/** As CometD brings it: ISO times, and only what changed. */
const cometd = (fields: object, head: object = {}) => ({
  data: {
    schema: "fl8pv4oUvtbyFAwJQO2NAQ",
    payload: { ChangeEventHeader: header(head), ...fields },
    event: { replayId: 32_872_942 },
  },
  channel: "/data/CaseChangeEvent",
});

const CREATED = {
  Status: "New",
  OwnerId: QUEUE,
  Origin: "Email",
  Priority: "High",
  ContactId: "0035j00000CoNtAAAV",
  Subject: "My name is Canary",
  CreatedDate: "2026-03-03T08:00:00.000Z",
  LastModifiedDate: "2026-03-03T08:00:00.000Z",
  CreatedById: AGENT,
};
const CHANGED_AT = "2026-03-03T08:30:00.000Z";

describe("changes of a case", () => {
  test("[EVENTS 10.2] a case that was created starts the clock, in the queue that owns it", () => {
    const all = events(cometd(CREATED, { changeType: "CREATE" }));
    expect(all.map((event) => [short(event), event.id, event.time, event.data])).toEqual([
      [
        "contact.created",
        `case/${CASE}/created`,
        "2026-03-03T08:00:00.000Z",
        {
          contactId: CASE,
          channel: "email",
          channelDetail: "email",
          direction: "inbound",
          customerRef: "0035j00000CoNtAAAV",
          priority: "high",
        },
      ],
      [
        "contact.queued",
        `case/${CASE}/owner/${QUEUE}/2026-03-03T08:00:00`,
        "2026-03-03T08:00:00.000Z",
        { contactId: CASE, queueId: QUEUE, teamId: QUEUE, reason: "new" },
      ],
    ]);
  });

  test("[EVENTS 10.2] an owner is a person (005) or a queue (00G); nobody has what lies in a queue", () => {
    const owner = (OwnerId: string) =>
      events(cometd({ OwnerId, LastModifiedDate: CHANGED_AT }, { changedFields: ["OwnerId"] }));
    expect(owner(AGENT).map((event) => [short(event), event.data])).toEqual([
      ["contact.assigned", { contactId: CASE, agentId: AGENT, teamId: null }],
    ]);
    expect(
      owner(QUEUE).map((event) => [short(event), event.data.agentId, event.data.reason]),
    ).toEqual([
      ["contact.queued", undefined, "transfer"],
      ["contact.assigned", null, undefined],
    ]);
  });

  test.each([
    ["New", null, "new"],
    ["Working", null, "open"],
    ["In Progress", null, "open"],
    ["On Hold", null, "on_hold"],
    ["Waiting on Customer", null, "waiting_customer"],
    ["Closed", null, "closed"],
    ["Done and dusted", true, "closed"],
    ["Closed by us, not yet", false, "open"],
  ])("[EVENTS 10.2] the status %s, closed or not: %s, is %s", (word, isClosed, to) => {
    const options = { version: "62.0", statuses: {}, systemUsers: [], portal: false, channels: [] };
    expect(statusOf(word, isClosed, options)).toBe(to);
    const mapped = { ...options, statuses: { [word]: "on_hold" as const } };
    expect(statusOf(word, isClosed, mapped)).toBe("on_hold");
  });

  test("[EVENTS 10.2] a status is its user's; a user that is nobody has no name on it", () => {
    const closed = cometd(
      { Status: "Closed", ClosedDate: CHANGED_AT, LastModifiedDate: CHANGED_AT },
      { changedFields: ["Status", "ClosedDate", "LastModifiedDate"] },
    );
    expect(one(closed).data).toEqual({
      contactId: CASE,
      to: "closed",
      actor: { kind: "agent", id: AGENT },
      agentId: AGENT,
    });
    const flows = readerOf(webhookWith({ systemUsers: [AGENT] }), SOURCE);
    expect(flows.one(closed).data).toEqual({
      contactId: CASE,
      to: "closed",
      actor: { kind: "system" },
    });
  });

  test("[EVENTS 10.2] null means unchanged, unless it is listed; Pub/Sub brings all fields and epoch ms", () => {
    const payload = {
      ChangeEventHeader: header({ changedFields: ["Status", "LastModifiedDate"] }),
      Status: "Closed",
      OwnerId: null,
      ClosedDate: null,
      Origin: null,
      Priority: "High",
      CreatedDate: null,
      LastModifiedDate: Date.parse(CHANGED_AT),
    };
    const expected = one(
      cometd(
        { Status: "Closed", LastModifiedDate: CHANGED_AT },
        { changedFields: ["Status", "LastModifiedDate"] },
      ),
    );
    const forms = [
      { id: "6ce2cd5c-7c93-46b5-a8ba-f33e4de5e4a7", schemaId: "s", replayId: 7, payload },
      { event: { id: "6ce2cd5c", schemaId: "s", payload }, replayId: "AAAAAAAA" },
      { detail: { schemaId: "s", id: "6ce2", payload }, source: "aws.partner/salesforce.com/1" },
      payload,
      {
        ...payload,
        Status: { string: "Closed" },
        LastModifiedDate: { long: Date.parse(CHANGED_AT) },
      },
    ];
    for (const form of forms) expect(one(form)).toEqual(expected);
    const nulled = { ...payload, ChangeEventHeader: header({ nulledFields: ["ClosedDate"] }) };
    expect(one({ payload: { ...nulled, Status: null } }).data.to).toBe("open");
    const bits = header({ changedFields: ["0x650004E0"] });
    expect(one({ payload: { ...payload, Priority: null, ChangeEventHeader: bits } })).toEqual(
      expected,
    );
  });

  test("[EVENTS 10.2] one event stands for many records; each has its own, and a repeat is the same", () => {
    const ids = [CASE, "5005j00000SeConDAV"];
    const body = cometd(
      { Status: "Closed", LastModifiedDate: CHANGED_AT },
      { recordIds: ids, changedFields: ["Status"] },
    );
    expect(events(body).map(({ data }) => data.contactId)).toEqual(ids);
    expect(events(body)).toEqual(events(body));
    expect(new Set(events([body, body]).map(({ id }) => id)).size).toBe(2);
  });

  test("[EVENTS 10.2] the order of commits is kept beyond 2^53, and a transaction can be followed", () => {
    const body = JSON.stringify(
      cometd({ Status: "Working", LastModifiedDate: CHANGED_AT }, { commitNumber: 1 }),
    ).replace('"commitNumber":1', '"commitNumber":1719876940980994049');
    const event = one(body);
    expect(event.sequence).toBe(`0${"1719876940980994049"}`.concat("00000000000000000002"));
    expect(event.traceid).toBe("0000d978-0333-d593-c68b-98759eaddd49");
  });

  test("[EVENTS 10.2] deleted and restored are told by the stream alone, with its version", () => {
    const gone = one(cometd({}, { changeType: "DELETE" }));
    expect(gone).toMatchObject({
      time: "2026-03-03T08:00:00.000Z",
      entityversion: "0000001165737270243200000000000000000002",
      data: { to: "deleted" },
    });
    expect(one(cometd(CREATED, { changeType: "UNDELETE" })).data.to).toBe("restored");
  });

  test.each(["GAP_CREATE", "GAP_UPDATE", "GAP_DELETE", "GAP_UNDELETE", "GAP_OVERFLOW"])(
    "[EVENTS 10.2] %s has no values: a gap is told, and everything since is asked for",
    (changeType) => {
      const body = cometd({}, { changeType });
      expect(one(body)).toMatchObject({
        type: "deskpulse.source.gap.v1",
        subject: "source",
        data: { from: "2026-03-03T08:00:00.000Z", to: null, cause: "overflow" },
      });
      expect(read(body).fetch).toEqual([{ kind: "since", id: "1772524800000" }]);
    },
  );

  test("[EVENTS 10.2] a wildcard is all records of a kind; a gap of what counts nothing is none", () => {
    const wildcard = cometd({ Status: "Closed" }, { recordIds: ["500*"] });
    expect(short(one(wildcard))).toBe("source.gap");
    const other = cometd({}, { changeType: "GAP_UPDATE", entityName: "Account" });
    expect(read(other)).toMatchObject({ events: [], refused: [{ code: "ignored" }] });
  });
});

describe("messages and work", () => {
  const email = (fields: object, more: object = {}) =>
    cometd(
      {
        ParentId: CASE,
        Incoming: false,
        Status: "3",
        CreatedById: AGENT,
        CreatedDate: CHANGED_AT,
        MessageDate: "2026-03-03T08:31:00.000Z",
        TextBody: "Dear Ms Canary",
        ...fields,
      },
      {
        entityName: "EmailMessage",
        recordIds: ["02s5j00000EmAiLAAV"],
        changeType: "CREATE",
        ...more,
      },
    );

  test("[EVENTS 10.2] an e-mail out is a public message of its agent; one in is its customer's", () => {
    expect(one(email({}))).toMatchObject({
      id: "email/02s5j00000EmAiLAAV",
      time: "2026-03-03T08:31:00.000Z",
      data: { contactId: CASE, from: "agent", visibility: "public", agentId: AGENT },
    });
    const exact = { MessageDate: Date.parse("2026-03-03T08:31:00.431Z") };
    expect(one(email(exact))).toEqual(one(email({})));
    const incoming = one(email({ Incoming: true, Status: "0" }));
    expect(incoming.time).toBe(CHANGED_AT);
    expect(incoming.data).toMatchObject({ from: "customer" });
    expect(read(email({ Status: "5" })).refused).toMatchObject([
      { code: "ignored", path: "Status" },
    ]);
    const sent = email({ Status: "3" }, { changeType: "UPDATE", changedFields: ["Status"] });
    expect(read(sent).fetch).toEqual([{ kind: "EmailMessage", id: "02s5j00000EmAiLAAV" }]);
  });

  test("[EVENTS 10.2] a comment is public when it is published, also afterwards", () => {
    const comment = (fields: object, more: object = {}) =>
      cometd(
        { ParentId: CASE, CreatedById: AGENT, CreatedDate: CHANGED_AT, ...fields },
        {
          entityName: "CaseComment",
          recordIds: ["00a5j00000CoMmEAAV"],
          changeType: "CREATE",
          ...more,
        },
      );
    expect(one(comment({ IsPublished: true })).data).toMatchObject({ visibility: "public" });
    expect(one(comment({ IsPublished: false })).data).toMatchObject({ visibility: "internal" });
    const later = one(
      comment({ IsPublished: true, LastModifiedDate: CHANGED_AT }, { changeType: "UPDATE" }),
    );
    expect(later.data).toMatchObject({
      target: { eventId: "comment/00a5j00000CoMmEAAV" },
      set: { visibility: "public" },
    });
    const portal = webhookWith({ portal: true }).translate(
      { text: JSON.stringify(comment({ IsPublished: true })), headers: {} },
      SOURCE,
    );
    expect(portal).toEqual({
      events: [],
      refused: [],
      fetch: [{ kind: "CaseComment", id: "00a5j00000CoMmEAAV" }],
    });
  });

  const record = (type: string, fields: object) => ({
    totalSize: 1,
    done: true,
    records: [{ attributes: { type, url: "/services/data" }, ...fields }],
  });

  const WORK = {
    Id: "0Bz5j00000WoRkAAAV",
    UserId: AGENT,
    WorkItemId: "0Mw5j00000SeSsAAAV",
    CreatedDate: "2026-03-03T09:00:00.000+0000",
    AssignedDateTime: "2026-03-03T09:00:00.000+0000",
    AcceptDateTime: "2026-03-03T09:00:08.000+0000",
    CloseDateTime: "2026-03-03T09:10:00.000+0000",
    LastModifiedDate: "2026-03-03T09:10:01.000+0000",
    ActiveTime: 400,
    HandleTime: 592,
  };

  test("[EVENTS 10.2] work that was pushed: offered, answered, over, and its time as Salesforce says it", () => {
    const told = events(record("AgentWork", WORK));
    expect(told.map((event) => [short(event), event.time.slice(11, 19)])).toEqual([
      ["contact.offered", "09:00:00"],
      ["contact.answered", "09:00:08"],
      ["contact.leg_ended", "09:10:00"],
      ["contact.measured", "09:10:00"],
    ]);
    expect(told[3]).toMatchObject({
      quality: "asserted",
      entityversion: "2026-03-03T09:10:01.000Z",
      data: { legId: WORK.Id, agentId: AGENT, final: true, workMs: 400_000 },
    });
    const onCase = events(record("AgentWork", { ...WORK, WorkItemId: CASE }));
    expect(onCase.map(short)).toEqual(["contact.offered", "contact.measured"]);
    const missed = { ...WORK, AcceptDateTime: null, PushTimeoutDateTime: "2026-03-03T09:00:20Z" };
    expect(events(record("AgentWork", missed))[1]?.data).toMatchObject({
      outcome: "missed",
      ringMs: 20_000,
    });
    const update = cometd(
      { AcceptDateTime: CHANGED_AT },
      { entityName: "AgentWork", recordIds: [WORK.Id], changedFields: ["AcceptDateTime"] },
    );
    expect(read(update).fetch).toEqual([{ kind: "AgentWork", id: WORK.Id }]);
  });

  test("[EVENTS 10.2] a call: queued, answered, over, measured; or lost in the queue", () => {
    const CALL = {
      Id: "0LQ5j00000CaLlAAAV",
      CallType: "Inbound",
      UserId: AGENT,
      RelatedRecordId: CASE,
      FromPhoneNumber: "+32470000000",
      CreatedDate: "2026-03-03T09:00:00Z",
      CallStartDateTime: "2026-03-03T09:00:00Z",
      CallQueueDateTime: "2026-03-03T09:00:05Z",
      CallAcceptDateTime: "2026-03-03T09:00:20Z",
      CallEndDateTime: "2026-03-03T09:06:00Z",
      AgentInteractionDuration: 280,
      CustomerHoldDuration: 60,
    };
    const told = events(record("VoiceCall", CALL));
    expect(told.map(short)).toEqual([
      "contact.created",
      "contact.queued",
      "contact.answered",
      "contact.leg_ended",
      "contact.measured",
    ]);
    expect(told[4]?.data).toMatchObject({ talkMs: 280_000, holdMs: 60_000 });
    expect(told[4]?.data.wrapupMs).toBeUndefined();
    const lost = events(record("VoiceCall", { ...CALL, CallAcceptDateTime: null, UserId: null }));
    expect(lost.at(-1)?.data).toMatchObject({ stage: "queue", reason: "hangup", waitMs: 355_000 });
  });

  test("[EVENTS 10.2] a session is a chat; who was there when, and who is in which queue", () => {
    const session = {
      Id: "0Mw5j00000SeSsAAAV",
      ChannelType: "WhatsApp",
      CaseId: CASE,
      CreatedDate: CHANGED_AT,
    };
    expect(events(record("MessagingSession", session))[0]?.data).toMatchObject({
      channel: "whatsapp",
      kind: "chat",
      direction: "inbound",
      parentContactId: CASE,
    });
    const presence = {
      Id: "0N55j00000PrEsAAAV",
      UserId: AGENT,
      CreatedDate: CHANGED_AT,
      StatusStartDate: CHANGED_AT,
      StatusEndDate: "2026-03-03T12:00:00Z",
      ServicePresenceStatus: { DeveloperName: "Lunch_Break" },
    };
    const states = events(record("UserServicePresence", presence)).map(({ data }) => data.state);
    expect(states).toEqual(["break", "offline"]);
    const member = { Id: "0115j00000MeMbAAAV", GroupId: QUEUE, UserOrGroupId: AGENT };
    const joined = events(record("GroupMember", { ...member, SystemModstamp: CHANGED_AT }));
    expect(joined[0]?.data).toMatchObject({ agentId: AGENT, teamId: QUEUE, change: "joined" });
  });
});

describe("what is asked", () => {
  const own = () => JSON.parse(ownOf("salesforce/case.json"));

  test("[PRIV-1] no words are asked for: of e-mails, cases and comments ids, times and kinds alone", () => {
    for (const stream of STREAMS) {
      expect(decodeURIComponent(queryOf(stream, 0))).not.toMatch(
        /Subject|Description|Body|Comments|Email\b|Phone|Supplied|FirstName|LastName/,
      );
    }
  });

  test("[EVENTS 5] the stream and the record with its history tell the same facts under the same ids", () => {
    const own = JSON.parse(ownOf("salesforce/case.json"));
    const streamed = events(own.changes);
    const asked = events(own.page);
    const plain = (all: typeof asked) =>
      all
        .map(({ sequence: _, traceid: __, ...event }) => ({
          ...event,
          id: event.id.replace("/known", ""),
        }))
        .sort((a, b) => a.time.localeCompare(b.time) || a.id.localeCompare(b.id));
    expect(plain(asked)).toEqual(plain(streamed));
    expect(asked.length).toBe(7);
    // What was changed since may have been otherwise when it was told.
    expect(asked[0]).toMatchObject({ id: `${streamed[0]?.id}/known`, sequence: "9" });
    const [record] = own.page.records;
    const untouched = { ...record, LastModifiedDate: record.CreatedDate, Histories: null };
    expect(events({ records: [untouched] })[0]?.id).toBe(streamed[0]?.id);
  });

  test("[EVENTS 10.2] a batch of queries, some of which this office does not have", () => {
    const own = JSON.parse(ownOf("salesforce/case.json"));
    const results = [
      { statusCode: 200, result: own.page },
      { statusCode: 400, result: [{ errorCode: "INVALID_TYPE", message: "no" }] },
    ];
    const answer = read({ hasErrors: true, results });
    expect([answer.events.length, answer.refused.length]).toEqual([7, 1]);
  });

  const pull = salesforcePull({ channels: ["/data/CaseChangeEvent"] });
  if (pull === null) throw new Error("the options are not right");
  const NOW = Date.parse("2026-03-03T09:00:00Z");
  const context = { source: SOURCE, now: NOW };
  const answer = (body: unknown, status = 200, headers = {}) => ({
    status,
    headers,
    text: JSON.stringify(body),
  });

  test("[EVENTS 10.2] its limits and a token that is over are waited for, each as long as it needs", () => {
    const said = (body: unknown, status: number, headers = {}) =>
      pull.read(answer(body, status, headers), pull.start(NOW), context);
    const spent = [{ errorCode: "REQUEST_LIMIT_EXCEEDED" }];
    expect(said(spent, 403)).toMatchObject({ retryMs: 900_000 });
    expect(said([{ errorCode: "INVALID_SESSION_ID" }], 401)).toMatchObject({ retryMs: 5_000 });
    expect(said("", 429, { "retry-after": "7" })).toMatchObject({ retryMs: 7_000 });
    expect(said("", 503)).toMatchObject({ retryMs: 10_000 });
    expect(said({ records: "none" }, 200)).toMatchObject({ reason: expect.any(String) });
  });

  const streaming = (phase: "handshake" | "subscribe" | "connect", more: object = {}) => {
    const start = pull.start(NOW);
    const session = { ...start.streaming, phase, clientId: "c1", ...more };
    return {
      ...start,
      turn: "stream" as const,
      roundAt: NOW - 10_000,
      listsAt: NOW,
      nextRoundAt: NOW + 900_000,
      streaming: session,
    };
  };
  const heard = (body: unknown, cursor: ReturnType<typeof streaming>, now = NOW) => {
    const read = pull.read(answer(body), cursor, { ...context, now });
    if (!("cursor" in read)) throw new Error(read.reason);
    return read;
  };

  test("[EVENTS 10.2] what it does not stream, or when it does not let us in, is said; the queries go on", () => {
    const denied = { channel: "/meta/subscribe", subscription: "/data/CaseChangeEvent" };
    const no = heard(
      [{ ...denied, successful: false, error: "403::denied" }],
      streaming("subscribe"),
    );
    expect(no.refused).toMatchObject([{ code: "source", path: "channels" }]);
    expect(no.cursor.streaming.denied).toEqual(["/data/CaseChangeEvent"]);
    const shut = [
      { channel: "/meta/handshake", successful: false, error: "403::Handshake denied" },
    ];
    const out = heard(shut, streaming("handshake"));
    expect(out).toMatchObject({ refused: [{ code: "source" }], waitMs: 60_000 });
    expect(out.cursor.streaming.phase).toBe("handshake");
  });

  test("[EVENTS 10.2] where it goes on is what came last on each channel, as it said it", () => {
    const event = cometd({ Status: "Closed", LastModifiedDate: CHANGED_AT });
    const connected = { channel: "/meta/connect", successful: true };
    const read = heard([event, connected], streaming("connect", { replay: { "/data/x": "5" } }));
    expect(read.cursor.streaming.replay).toEqual({
      "/data/x": "5",
      "/data/CaseChangeEvent": "32872942",
    });
    expect([read.events.length, read.waitMs]).toEqual([1, 0]);
    const next = pull.next(streaming("subscribe", read.cursor.streaming), NOW);
    expect(next.body).toContain('"/meta/connect"');
    const again = { ...read.cursor.streaming, phase: "subscribe" };
    expect(pull.next(streaming("subscribe", again), NOW).body).toContain(
      '{"/data/CaseChangeEvent":32872942}',
    );
  });

  test("[EVENTS 10.2] work that is told in parts is asked for, and not more often than every minute", () => {
    const part = cometd(
      { AcceptDateTime: CHANGED_AT },
      { entityName: "AgentWork", recordIds: ["0Bz5j00000WoRkAAAV"] },
    );
    const first = heard([part], streaming("connect"));
    expect([first.cursor.turn, first.cursor.nextRoundAt]).toEqual(["stream", NOW + 50_000]);
    const later = heard([part], streaming("connect"), NOW + 50_000);
    expect(later.cursor.turn).toBe("cases");
  });

  test("[EVENTS 10.2] a case that was deleted, merged, or closed without a history of it", () => {
    const [whole] = own().page.records;
    const record = { ...whole, Histories: null };
    const statuses = (more: object) =>
      events({ records: [{ ...record, ...more }] }).flatMap(({ data, quality }) =>
        data.to === undefined ? [] : [[data.to, data.intoContactId ?? quality ?? null]],
      );
    expect(statuses({ IsDeleted: true })).toEqual([
      ["open", null],
      ["deleted", null],
    ]);
    expect(statuses({ IsDeleted: true, MasterRecordId: "5005j00000MaStErEA" })[1]).toEqual([
      "merged",
      "5005j00000MaStErEA",
    ]);
    const closed = {
      Status: "Anything",
      IsClosed: true,
      ClosedDate: "2026-03-03T09:00:00.000+0000",
    };
    expect(statuses(closed)).toEqual([["closed", "derived"]]);
  });

  test("[SEC-9] nothing that Salesforce answers makes it throw, at any place in the round", () => {
    const turns = ["statuses", "members", "cases", "presence", "stream"] as const;
    const phases = ["handshake", "subscribe", "connect"] as const;
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...turns),
        fc.constantFrom(...phases),
        fc.constantFrom(200, 400, 401, 403, 404, 500),
        (body, turn, phase, status) => {
          const start = pull.start(NOW);
          const cursor = { ...start, turn, streaming: { ...start.streaming, phase } };
          expect(pull.read(answer(body, status), cursor, context)).toBeTypeOf("object");
          expect(pull.next(cursor, NOW).path).toMatch(/^\//);
        },
      ),
    );
  });
});

describe("anything else", () => {
  test("[EVENTS 10.2] every sample is of records that no figure needs, and is ignored for that reason", () => {
    for (const name of [
      "cdc_custom_object_1_create",
      "cdc_custom_object_2_update",
      "cdc_custom_object_3_delete",
      "cdc_custom_object_4_undelete",
      "cdc_service_appointment_s13_masked",
    ]) {
      const sample = sampleOf(`salesforce/${name}.json`);
      expect(read(sample)).toMatchObject({
        events: [],
        refused: [{ code: "ignored", path: "ChangeEventHeader.entityName" }],
      });
      // The header is the same for every object: with another name it is a case's.
      const other = JSON.parse(sample);
      other.data.payload.ChangeEventHeader.entityName = "Case";
      other.data.payload.ChangeEventHeader.recordIds = [CASE];
      expect(read(other).refused.filter(({ code }) => code !== "ignored")).toEqual([]);
    }
  });

  test("[SEC-9] any JSON is read or refused for a reason, and nothing throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (body, fields) => {
        for (const input of [
          body,
          cometd({ Status: fields, OwnerId: body }, { recordIds: [CASE] }),
        ]) {
          const { events: told, refused } = read(input);
          expect(told.length + refused.length).toBeGreaterThan(Array.isArray(input) ? -1 : 0);
        }
      }),
    );
    for (const text of ["", "{", "[]x", "null", '{"ChangeEventHeader":{}}']) {
      expect(read(text).refused.length).toBe(1);
    }
  });

  test("[SEC-9] an instant that no calendar has is none, wherever it stands", () => {
    for (const number of ["1e308", "8640000000000001", "1e16"]) {
      const said = JSON.stringify(cometd({ ...CREATED, CreatedDate: 7 }, { changeType: "CREATE" }));
      // Of the change the commit's own instant holds.
      const created = read(said.replace('"CreatedDate":7', `"CreatedDate":${number}`));
      expect(created.events[0]?.time).toBe("2026-03-03T08:00:00.000Z");
      const head = JSON.stringify(cometd({ Status: "Closed" }, { commitTimestamp: 7 }));
      const body = head.replace('"commitTimestamp":7', `"commitTimestamp":${number}`);
      expect(read(body).refused).toMatchObject([{ path: "ChangeEventHeader.commitTimestamp" }]);
    }
  });

  test("[REL-11] a list longer than it can be is one refusal, and no work", () => {
    const many = (length: number) => Array.from({ length }, (_, at) => `Field${at}__c`);
    for (const name of ["changedFields", "nulledFields"]) {
      const { refused } = read(cometd({ Status: "New" }, { [name]: many(1_000) }));
      expect(refused.filter(({ code }) => code !== "ignored")).toEqual([]);
      expect(read(cometd({ Status: "New" }, { [name]: many(1_001) })).refused).toEqual([
        expect.objectContaining({ code: "data", reason: "holds too many fields" }),
      ]);
    }
    for (const name of ["records", "results"]) {
      const { refused } = read({ [name]: Array.from({ length: 5_001 }, () => 1) });
      expect(refused).toEqual([expect.objectContaining({ code: "data", path: name })]);
    }
  });

  test("[PRIV-1] no word in any field of text comes out in an event", () => {
    const IDS =
      /^(Id|Name|.*Id|.*ById|.*Date|.*DateTime|.*Ids|entityName|changeType|type|Field|OldValue|NewValue|Status|.*Fields|channel|SystemModstamp)$/;
    const own = JSON.parse(ownOf("salesforce/case.json"));
    const told = read(withCanaries(own.changes, IDS));
    const asked = read(withCanaries(own.page, IDS));
    expect(told.events.length + asked.events.length).toBeGreaterThan(10);
    expect(JSON.stringify([told, asked])).not.toMatch(/canary/i);
    const worst = read(withCanaries(own.changes, /^(entityName|changeType)$/));
    expect(JSON.stringify(worst)).not.toMatch(/canary/i);
  });

  test("[SEC-8] who posts must know the key; two are right while it is rotated", () => {
    const KEY = "a-long-random-key-of-32-letters-x";
    const verify = (headers: Record<string, string>, secrets: readonly string[]) =>
      webhookWith().verify(
        { url: "https://d.example", headers, body: Buffer.from("{}") },
        secrets,
        0,
      ).ok;
    expect(verify({ "x-deskpulse-key": KEY }, [KEY])).toBe(true);
    expect(verify({ authorization: `Bearer ${KEY}` }, ["another-key-0123456789", KEY])).toBe(true);
    expect(verify({ "x-deskpulse-key": KEY }, ["another-key-0123456789"])).toBe(false);
    expect(verify({ "x-deskpulse-key": "" }, [""])).toBe(false);
    expect(verify({}, [])).toBe(false);
    expect(verify({ "x-deskpulse-key": "nobody's" }, [])).toBe(false);
  });

  test("[EVENTS 10.2] the page of its manual has what it needs", () => {
    const manual = readFileSync(
      join(import.meta.dirname, "../../../server/sources/salesforce/README.md"),
      "utf8",
    );
    for (const word of ["x-deskpulse-key", "/data/CaseChangeEvent", "client credentials"]) {
      expect(manual.toLowerCase()).toContain(word.toLowerCase());
    }
  });
});
