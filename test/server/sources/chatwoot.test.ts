/** Chatwoot's calls and API (EVENTS.md 10.7): what each becomes, its traps, and that nobody's words come through. */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerOf, statusOf, viaOf } from "../../../server/sources/chatwoot/fields.ts";
import { chatwootPull } from "../../../server/sources/chatwoot/pull.ts";
import { chatwootWebhook } from "../../../server/sources/chatwoot.ts";
import { isProblem } from "../../../server/sources/pull.ts";
import type { CloudEvent } from "../../../shared/events/event.ts";
import { eventsOf, expectToPass, readBy, sample, short, withCanaries } from "./foreign.ts";

const SOURCE = "/acme/chatwoot/main";
const read = readBy(chatwootWebhook);

const CONVERSATION = {
  additional_attributes: { referer: "https://example.test" },
  can_reply: true,
  channel: "Channel::Whatsapp",
  contact_inbox: { id: 9, contact_id: 77, source_id: "31612345678" },
  id: 501,
  inbox_id: 3,
  messages: [],
  labels: ["vip"],
  meta: {
    sender: { id: 77, name: "A. Person", email: "a@example.test", phone_number: "+31612345678" },
    assignee: { id: 12, name: "B. Person", email: "b@example.test", type: "user" },
    team: { id: 4, name: "second line" },
  },
  status: "open",
  priority: "high",
  snoozed_until: null,
  unread_count: 1,
  first_reply_created_at: null,
  waiting_since: 1772524800,
  last_activity_at: 1772526600,
  timestamp: 1772526600,
  created_at: 1772524800,
  updated_at: 1772526600.482911,
};

const call = (event: string, more: object = {}) => ({ ...CONVERSATION, event, ...more });

const changed = (name: string, previous_value: unknown, current_value: unknown) =>
  call("conversation_updated", {
    changed_attributes: [
      { [name]: { previous_value, current_value } },
      { updated_at: { previous_value: null, current_value: "2026-03-03T08:30:00.482Z" } },
    ],
  });

const message = (more: object = {}, event = "message_created") => ({
  event,
  id: 9001,
  content: "Canary words",
  created_at: "2026-03-03T08:30:00.482Z",
  message_type: "outgoing",
  content_type: "text",
  content_attributes: {},
  additional_attributes: {},
  private: false,
  source_id: null,
  sender: { id: 12, name: "B. Person", email: "b@example.test", type: "user" },
  account: { id: 1, name: "Acme" },
  inbox: { id: 3, name: "WhatsApp" },
  conversation: CONVERSATION,
  ...more,
});

const dataOf = (body: unknown) => eventsOf(read(body)).map((one) => [short(one), one.data]);

describe("conversations", () => {
  test("[EVENTS 10.7] one that begins starts the clock, and is open at once", () => {
    const [created, opened] = eventsOf(read(call("conversation_created")));
    expect(created).toEqual({
      specversion: "1.0",
      type: "deskpulse.contact.created.v1",
      source: SOURCE,
      id: "conversation/501/created",
      time: "2026-03-03T08:00:00.000Z",
      subject: "contact/501",
      data: {
        contactId: "501",
        channel: "whatsapp",
        channelDetail: "Channel::Whatsapp",
        direction: "inbound",
        kind: "chat",
        customerRef: "tel:+31612345678",
        priority: "high",
      },
    });
    expect(opened).toMatchObject({ id: "conversation/501/opened", data: { to: "open" } });
  });

  test("[EVENTS 10.7] one that a bot has is not open; one that we began has no first response", () => {
    const bots = call("conversation_created", { status: "pending" });
    expect(eventsOf(read(bots)).map(short)).toEqual(["contact.created"]);
    const { id, sender } = message();
    const first = { id, sender, message_type: 1, created_at: 1772524800, private: false };
    const ours = eventsOf(read(call("conversation_created", { messages: [first] })));
    expect(ours[2]?.data).toMatchObject({
      target: { eventId: "conversation/501/created" },
      set: { direction: "outbound" },
    });
  });

  test.each([
    ["open", "resolved", [["contact.status_changed", { contactId: "501", to: "resolved" }]]],
    ["open", "snoozed", [["contact.status_changed", { contactId: "501", to: "on_hold" }]]],
    ["open", "pending", [["contact.status_changed", { contactId: "501", to: "new" }]]],
    ["resolved", "open", [["contact.status_changed", { contactId: "501", to: "open" }]]],
    [
      "pending",
      "open",
      [
        ["contact.status_changed", { contactId: "501", to: "open" }],
        ["contact.queued", { contactId: "501", reason: "bot_handover" }],
      ],
    ],
  ])("[EVENTS 10.7] from %s to %s", (from, to, expected) => {
    expect(dataOf(changed("status", from, to))).toEqual(expected);
  });

  test("[EVENTS 5] a change of status is told twice, and once in older releases: one fact", () => {
    const [update] = eventsOf(read(changed("status", "open", "resolved")));
    const changed_attributes = [{ status: { previous_value: "open", current_value: "resolved" } }];
    for (const body of [
      call("conversation_status_changed", { changed_attributes, status: "resolved" }),
      call("conversation_status_changed", { status: "resolved" }),
    ]) {
      expect(eventsOf(read(body))).toEqual([update]);
    }
    expect(update?.id).toBe("conversation/501/status/resolved/2026-03-03T08:30:00");
  });

  test("[EVENTS 10.7] who has it, and which team", () => {
    expect(dataOf(changed("assignee_id", null, 12))).toEqual([
      ["contact.assigned", { contactId: "501", agentId: "12", teamId: "4" }],
    ]);
    expect(dataOf(changed("assignee_id", 12, null))).toEqual([
      ["contact.assigned", { contactId: "501", agentId: null, teamId: "4", previousAgentId: "12" }],
    ]);
    expect(dataOf(changed("team_id", 3, 4))).toEqual([
      ["contact.queued", { contactId: "501", teamId: "4", reason: "transfer" }],
    ]);
  });

  test.each([
    ["conversation_updated", { changed_attributes: [{ labels: { current_value: ["x"] } }] }],
    ["conversation_updated", { changed_attributes: null }],
    ["contact_created", {}],
    ["contact_updated", {}],
    ["webwidget_triggered", {}],
    ["conversation_typing_on", {}],
    ["inbox_updated", {}],
    ["automation_event.conversation_created", {}],
  ])("[EVENTS 10.7] %s is put aside for a stated reason", (event, more) => {
    expect(read(call(event, more)).refused).toMatchObject([{ code: "ignored" }]);
  });

  test("[EVENTS 10.7] channels by their own names", () => {
    const of = (name: string, address?: string) => viaOf(`Channel::${name}`, address).channel;
    expect(["WebWidget", "Api", "Email", "Whatsapp", "Sms"].map((name) => of(name))).toEqual([
      "chat",
      "chat",
      "email",
      "whatsapp",
      "sms",
    ]);
    expect(["FacebookPage", "Instagram", "Telegram", "Line"].map((name) => of(name))).toEqual(
      Array(4).fill("social"),
    );
    expect([of("TwilioSms", "whatsapp:+316"), of("TwilioSms", "+316")]).toEqual([
      "whatsapp",
      "sms",
    ]);
    expect(viaOf("Channel::Canary")).toEqual({ channel: "other" });
    expect([statusOf(1), statusOf("Resolved"), statusOf("gone")]).toEqual([
      "resolved",
      "resolved",
      undefined,
    ]);
    const sender = { id: "7", email: "A@Example.test ", phone: "+31 6 1234 5678" };
    expect(customerOf(sender, "email")).toBe("mailto:a@example.test");
    expect(customerOf(sender, "sms")).toBe("tel:+31612345678");
    expect(customerOf(sender, "chat")).toBe("chatwoot:7");
  });
});

describe("messages", () => {
  test.each([
    [{}, { from: "agent", agentId: "12", visibility: "public" }],
    [{ private: true }, { from: "agent", agentId: "12", visibility: "internal" }],
    [{ message_type: "incoming", sender: { id: 77 } }, { from: "customer" }],
    [
      { message_type: "template", sender: null },
      { from: "bot", automated: true },
    ],
    [{ sender: { id: 3, type: "agent_bot" } }, { from: "bot", automated: true }],
    [{ sender: { id: "12", name: "Canary" } }, { from: "agent", agentId: "12" }],
    [{ content_attributes: { automation_rule_id: 7 } }, { from: "system", automated: true }],
    [{ additional_attributes: { campaign_id: 7 } }, { from: "system", automated: true }],
    [{ sender: null }, { from: "system" }],
  ])("[EVENTS 10.7] %j", (more, data) => {
    const [event] = eventsOf(read(message(more)));
    expect(event).toMatchObject({ id: "message/9001", time: "2026-03-03T08:30:00.000Z", data });
    expect(JSON.stringify(event)).not.toMatch(/canary|person|example/i);
  });

  test("[EVENTS 10.7] a list's numbers and seconds say the same as a call's words", () => {
    const { id, content, content_type, sender, ...rest } = message();
    const listed = { id, content, content_type, sender, message_type: 1, created_at: 1772526600 };
    expect(read({ ...rest, ...listed }).events).toEqual(read(message()).events);
  });

  test("[EVENTS 10.7] older releases: another form of time, and the number that people see", () => {
    const old = message({
      id: "9001",
      created_at: "2026-03-03 08:30:00 UTC",
      conversation: { display_id: "501" },
    });
    expect(read(old).events).toEqual(read(message()).events);
  });

  test("[EVENTS 10.7] Chatwoot's own notes, and messages that were changed, are no messages", () => {
    for (const body of [message({ message_type: "activity" }), message({}, "message_updated")]) {
      expect(read(body).refused).toMatchObject([{ code: "ignored" }]);
    }
  });
});

describe("the satisfaction survey", () => {
  const asked = { message_type: "template", content_type: "input_csat", sender: null };
  const answered = (csat_survey_response: object) =>
    message(
      { ...asked, content_attributes: { submitted_values: { csat_survey_response } } },
      "message_updated",
    );

  test("[KPIS 2] asked: with who had it then", () => {
    const sent = message({ ...asked, content_attributes: { assigned_agent_id: 12 } });
    expect(dataOf(sent)).toEqual([
      [
        "survey.sent",
        {
          surveyId: "csat/9001",
          kind: "csat",
          scale: { min: 1, max: 5 },
          contactId: "501",
          agentId: "12",
        },
      ],
    ]);
  });

  test("[KPIS 2] answered: when, how well, whether in words, and never which", () => {
    const [event] = eventsOf(read(answered({ rating: 4, feedback_message: "Canary" })));
    expect(event).toMatchObject({
      time: "2026-03-03T08:30:00.000Z",
      entityversion: "2026-03-03T08:30:00.000Z",
      data: { surveyId: "csat/9001", score: 4, hasComment: true, contactId: "501" },
    });
    expect(JSON.stringify(event)).not.toContain("Canary");
    const silent = eventsOf(read(answered({ rating: "5" })))[0];
    expect(silent?.data).toMatchObject({ score: 5, hasComment: false });
  });

  test.each([0, 6, 4.5, "good", null])("[R4] a rating of %j is refused", (rating) => {
    expect(read(answered({ rating })).refused).toMatchObject([{ code: "data" }]);
  });
});

describe("its API", () => {
  const NOW = Date.parse("2026-03-03T09:00:00Z");
  const since = Date.parse("2026-03-03T07:00:00Z");
  type Cursor = ReturnType<typeof chatwootPull.start>;

  /** Goes one round; `answers`: path → body, or a status. */
  function round(answers: (path: string) => unknown, from = chatwootPull.start(since), now = NOW) {
    const asked: string[] = [];
    const events: CloudEvent[] = [];
    let cursor: Cursor = from;
    for (let turn = 0; turn < 50; turn += 1) {
      const { path } = chatwootPull.next(cursor, now);
      asked.push(path);
      const body = answers(path);
      const status = typeof body === "number" ? body : 200;
      const text = JSON.stringify(body);
      const answer = { status, headers: {}, text };
      const page = chatwootPull.read(answer, cursor, { source: SOURCE, now });
      if (isProblem(page)) throw new Error(page.reason);
      events.push(...page.events);
      cursor = JSON.parse(JSON.stringify(page.cursor));
      if (page.waitMs > 0) return { asked, events, cursor };
    }
    throw new Error("without end");
  }

  const { channel, updated_at: _, ...rest } = CONVERSATION;
  const listed = { ...rest, meta: { ...rest.meta, channel } };
  const answers = (path: string): unknown => {
    if (path === "/agents") return [{ id: 12, availability_status: "busy", name: "B. Person" }];
    if (path.startsWith("/conversations?")) {
      return { data: { payload: path.endsWith("page=1") ? [listed] : [] } };
    }
    if (path.startsWith("/csat")) {
      return [{ id: 1, rating: 5, message_id: 9001, conversation_id: 501, created_at: 1772526700 }];
    }
    if (path.endsWith("/reporting_events")) return 404;
    const { id, sender } = message();
    return { payload: [{ id, sender, message_type: 1, created_at: 1772526600, private: false }] };
  };

  test("[EVENTS 10.7] a round asks who is there, what was active, and the ratings", () => {
    const { asked, events, cursor } = round(answers);
    expect(asked.map((path) => path.replace(/since=\d+&until=\d+/, "since"))).toEqual([
      "/agents",
      "/conversations?status=all&assignee_type=all&sort_by=last_activity_at_desc&page=1",
      "/conversations/501/messages?after=0",
      "/conversations/501/reporting_events",
      "/conversations?status=all&assignee_type=all&sort_by=last_activity_at_desc&page=2",
      "/csat_survey_responses?sort=-created_at&since&page=1",
    ]);
    expect(events.map(short)).toContain("survey.answered");
    expectToPass(events);
    expect(cursor.upTo).toBe(NOW);
    expect(JSON.stringify([events, cursor])).not.toMatch(/person|example\.test|words/i);
    const again = round(answers, cursor);
    expect(again.asked).toContain(
      "/conversations?status=all&assignee_type=all&sort_by=last_activity_at_desc&page=1",
    );
    expect(again.asked).not.toContain("/conversations/501/messages?after=0");
  });

  test("[EVENTS 5] what a call tells and what the API tells is the same event", () => {
    const told = [
      ...read(call("conversation_created", { messages: [] })).events,
      ...read(message()).events,
    ];
    const pulled = new Map(round(answers).events.map((one) => [one.id, one]));
    for (const event of told) expect(pulled.get(event.id)).toEqual(event);
  });

  test("[EVENTS 5] a rating that was changed is the answer from when it was seen; unchanged it is no news", () => {
    const { cursor } = round(answers);
    const later = NOW + 16 * 60_000;
    const ratedIn = (rating: number) => {
      const again = (path: string) =>
        path.startsWith("/csat")
          ? [{ id: 1, rating, message_id: 9001, conversation_id: 501, created_at: 1772526700 }]
          : answers(path);
      return round(again, cursor, later).events.filter((one) => short(one) === "survey.answered");
    };
    expect(ratedIn(5)).toEqual([]);
    expect(ratedIn(2)).toMatchObject([
      { entityversion: "2026-03-03T09:16:00.000Z", data: { surveyId: "csat/9001", score: 2 } },
    ]);
  });

  test("[EVENTS 10.7] a conversation that was deleted meanwhile is left out, and the round goes on", () => {
    const { asked, events } = round((path) => (path.includes("/501/") ? 404 : answers(path)));
    expect(asked.at(-1)).toMatch(/^\/csat/);
    expect(events.map(short)).not.toContain("contact.message");
  });

  test("[SEC-9] any answer is read or is a problem, and never throws", () => {
    const turns = fc.constantFrom(
      "agents" as const,
      "list" as const,
      "read" as const,
      "ratings" as const,
    );
    const bodies = fc.oneof(
      fc.json(),
      fc.string(),
      fc.array(fc.jsonValue()).map((list) => JSON.stringify({ payload: list })),
      fc.jsonValue().map((odd) => JSON.stringify([{ ...listed, ...(odd as object) }, odd])),
    );
    fc.assert(
      fc.property(turns, bodies, fc.integer({ min: 200, max: 599 }), (turn, text, status) => {
        const active = [
          { id: "1", createdAt: 1, activeAt: 1, status: "open", assignee: null, team: null },
        ];
        const cursor = { ...chatwootPull.start(since), turn, active };
        const page = chatwootPull.read({ status, headers: {}, text }, cursor, {
          source: SOURCE,
          now: NOW,
        });
        if (!isProblem(page)) expectToPass(page.events);
      }),
    );
  });
});

describe("what is no call of Chatwoot's", () => {
  test.each([
    "[]",
    "{}",
    "null",
    "12",
    "<xml/>",
    '{"event":7}',
    '{"event":"canary_event"}',
    '{"event":"conversation_created"}',
    '{"event":"message_created","id":1}',
  ])("[SEC-9] %s gives no event, and a reason where there is something", (body) => {
    const { events, refused } = read(body);
    expect(events).toEqual([]);
    expect(refused.length).toBe(body === "[]" ? 0 : 1);
    expect(JSON.stringify(refused)).not.toContain("canary");
  });

  test("[SEC-9] any JSON is read without throwing, and what comes of it passes the door", () => {
    const odd = fc.jsonValue();
    const bodies = fc.oneof(
      fc.json(),
      fc.tuple(odd, odd).map(([a, b]) => JSON.stringify(changed("status", a, b))),
      fc.tuple(odd, odd).map(([a, b]) => JSON.stringify(changed("assignee_id", a, b))),
      odd.map((value) => JSON.stringify(message({ created_at: value }))),
      odd.map((value) => JSON.stringify(message({ content_attributes: value }, "message_updated"))),
      fc
        .dictionary(fc.constantFrom(...Object.keys(CONVERSATION)), odd)
        .map((more) => JSON.stringify(call("conversation_created", more))),
    );
    fc.assert(
      fc.property(bodies, (body) => expectToPass(read(body).events)),
      { numRuns: 500 },
    );
  });

  test("[PRIV-1] no word of any text comes out in an event", () => {
    const IDS =
      /^event$|^id$|_type$|^type$|_at$|^status$|^channel$|_value$|^priority$|email|phone_number/;
    const bodies = [
      call("conversation_created"),
      changed("status", "pending", "open"),
      message(),
      message({ content_type: "input_csat" }),
    ];
    for (const body of bodies) {
      const { events, refused } = read(withCanaries(body, IDS));
      expect(events.length).toBeGreaterThan(0);
      expect(JSON.stringify([events, refused])).not.toMatch(/canary/i);
    }
  });
});

describe("samples", () => {
  /** The documentation prints types in place of values: each block as JSON, where it is JSON without its comments. */
  const blocks = sample("chatwoot", "webhook_object_shapes_doc.jsonc")
    .split(/\n(?=\/\/ )/)
    .map((block) => block.replace(/^\s*\/\/.*$/gm, "").replace(/,(\s*[}\]])/g, "$1"));

  test("[EVENTS 10.7] the whole file is refused as no JSON, and every block of it for a stated reason", () => {
    expect(read(sample("chatwoot", "webhook_object_shapes_doc.jsonc")).refused).toMatchObject([
      { code: "envelope", reason: "is not JSON" },
    ]);
    expect(blocks.length).toBe(13);
    for (const block of blocks) {
      const { events, refused } = read(block);
      expect(events).toEqual([]);
      expect(refused.length).toBe(1);
    }
    const named = blocks.filter((block) => /"event": "(conversation|message)_/.test(block));
    expect(named.length).toBe(5);
    for (const block of named) expect(read(block).refused[0]?.path).toMatch(/id|message_type/);
  });
});

describe("who calls", () => {
  const NOW = Date.parse("2026-03-03T08:30:00Z");
  const SECRET = "a-secret-of-our-own-account-0123456789";
  const sign = (secret: string, timestamp: string, body: string) =>
    `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
  const AT = String(NOW / 1000);
  const GOOD = sign(SECRET, AT, "{}");
  const verify = (
    signature: string | undefined,
    { timestamp = AT, body = "{}", secrets = [SECRET], now = NOW, query = "" } = {},
  ) =>
    chatwootWebhook.verify(
      {
        url: `https://desk.example.com/api/v1/sources/k_1${query}`,
        headers: { "x-chatwoot-signature": signature, "x-chatwoot-timestamp": timestamp },
        body: Buffer.from(body),
      },
      secrets,
      now,
    ).ok;

  test("[SEC-8] time, full stop and body, signed with one of the secrets", () => {
    // By another program: printf '1772526600.{}' | openssl dgst -sha256 -hmac SECRET
    expect(GOOD).toBe("sha256=0d31dc98b8dfe7022a3a17f464396323926d906d62c84c87774eb23f9e731e18");
    expect(verify(GOOD)).toBe(true);
    expect(verify(GOOD, { secrets: ["another-secret-0123456789", SECRET] })).toBe(true);
    expect(verify(GOOD, { secrets: [] })).toBe(false);
    expect(verify(GOOD, { body: "{ }" })).toBe(false);
    expect(verify(GOOD, { timestamp: String(NOW / 1000 + 1) })).toBe(false);
    expect(verify(sign("no", AT, "{}"))).toBe(false);
    for (const odd of ["", "sha256=", "sha256=zz", "%%%"]) expect(verify(odd)).toBe(false);
  });

  test.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])("[SEC-8] signed %i s from our clock", (offset, isRight) => {
    expect(verify(GOOD, { now: NOW - offset * 1000 })).toBe(isRight);
  });

  test("[SEC-8] unsigned: by the key in the address; what is signed wrongly is not saved by it", () => {
    const query = `?key=${SECRET}`;
    expect(verify(undefined, { query })).toBe(true);
    expect(verify(undefined, { query: "" })).toBe(false);
    expect(verify(undefined, { query: "?key=" })).toBe(false);
    expect(verify(undefined, { query: "?key=short", secrets: ["short"] })).toBe(false);
    expect(verify(sign("no", AT, "{}"), { query })).toBe(false);
  });

  test("[SEC-8] what stands in for a secret that is not there proves nothing, though everybody can read it", () => {
    const nobodys = "nobody's secret, which is in no list";
    const query = `?key=${encodeURIComponent(nobodys)}`;
    for (const secrets of [[], [SECRET]]) {
      expect(verify(sign(nobodys, AT, "{}"), { secrets })).toBe(false);
      expect(verify(undefined, { secrets, query })).toBe(false);
    }
  });
});
