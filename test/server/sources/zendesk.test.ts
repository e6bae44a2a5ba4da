/** Zendesk's formats (EVENTS.md 10.1): what each becomes, its traps, and that nobody's words come through. */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "../../../server/sources/big-json.ts";
import { isProblem } from "../../../server/sources/pull.ts";
import { momentOf } from "../../../server/sources/values.ts";
import type { Read } from "../../../server/sources/webhook.ts";
import { viaOf } from "../../../server/sources/zendesk/fields.ts";
import { zendeskPull } from "../../../server/sources/zendesk/pull.ts";
import { TRIGGER_BODY } from "../../../server/sources/zendesk/template.ts";
import { zendeskWebhook } from "../../../server/sources/zendesk.ts";
import { type CloudEvent, parseEvent } from "../../../shared/events/event.ts";

const SOURCE = "/acme/zendesk/main";
const SAMPLES = join(import.meta.dirname, "../../../../shared/payloads/zendesk");
const OWN = join(import.meta.dirname, "../../../fixtures/sources/zendesk");

const read = (body: unknown): Read =>
  zendeskWebhook.translate(
    { text: typeof body === "string" ? body : JSON.stringify(body), headers: {} },
    SOURCE,
  );

/** Its events as they pass the door. */
function eventsOf(body: unknown): CloudEvent[] {
  const { events, refused } = read(body);
  expect(refused).toEqual([]);
  for (const event of events) {
    const parsed = parseEvent(event);
    expect(parsed.ok ? null : [event.type, parsed.problem]).toBeNull();
  }
  return [...events];
}

function oneOf(body: unknown): CloudEvent {
  const [event, ...more] = eventsOf(body);
  if (event === undefined || more.length > 0) throw new Error(`${more.length + 1} events, not one`);
  return event;
}

const short = ({ type }: CloudEvent) => type.replace(/^deskpulse\.|\.v1$/g, "");

const DETAIL = {
  id: "35436",
  status: "OPEN",
  assignee_id: "235324",
  group_id: "98738",
  requester_id: "20978392",
  submitter_id: "20978392",
  actor_id: "235324",
  priority: "HIGH",
  via: { channel: "web" },
  created_at: "2026-03-03T08:00:00Z",
  updated_at: "2026-03-03T08:30:00Z",
};

const eventWith = (name: string, event: object, detail: object = {}, more: object = {}) => ({
  type: `zen:event-type:ticket.${name}`,
  account_id: 12514403,
  id: "01HNXEV",
  time: "2026-03-03T08:30:00.123456789Z",
  zendesk_event_version: "2022-11-06",
  subject: "zen:ticket:35436",
  detail: { ...DETAIL, ...detail },
  event: { meta: { sequence: { id: "2204109837091847412", position: 2 } }, ...event },
  ...more,
});

describe("ticket events", () => {
  test("[EVENTS 10.1] a ticket that was created starts the clock when it was created", () => {
    expect(oneOf(eventWith("created", {}))).toMatchObject({
      type: "deskpulse.contact.created.v1",
      id: "ticket/35436/created",
      time: "2026-03-03T08:00:00.000Z",
      subject: "contact/35436",
      data: {
        contactId: "35436",
        channel: "email",
        channelDetail: "web",
        direction: "inbound",
        customerRef: "20978392",
        priority: "high",
        teamId: "98738",
      },
    });
  });

  test.each([
    ["email", "email"],
    ["web", "email"],
    ["web_widget", "chat"],
    ["native_messaging", "chat"],
    ["chat", "chat"],
    ["voice", "phone"],
    ["whatsapp", "whatsapp"],
    ["facebook", "social"],
    ["twitter", "social"],
    ["instagram", "social"],
    ["sms", "sms"],
    ["api", "other"],
    ["something_new", "other"],
  ])("[EVENTS 10.1] what came by %s is on the channel %s", (via, channel) => {
    const { data } = oneOf(eventWith("created", {}, { via: { channel: via } }));
    expect(data.channel).toBe(channel);
    expect(data.channelDetail).toBe(via === "something_new" ? undefined : via);
    if (via === "voice") expect(data.kind).toBe("ticket");
  });

  test("[EVENTS 10.1] a ticket that staff made for somebody else is outbound: it has no first response", () => {
    const { data } = oneOf(eventWith("created", {}, { submitter_id: 235324 }));
    expect(data.direction).toBe("outbound");
  });

  test("[EVENTS 10.1] group and agent assignments, and null is nobody", () => {
    const grouped = oneOf(
      eventWith("group_assignment_changed", { current: "98738", previous: null }),
    );
    expect([short(grouped), grouped.data]).toEqual([
      "contact.queued",
      { contactId: "35436", teamId: "98738", reason: "new" },
    ]);
    const moved = oneOf(eventWith("group_assignment_changed", { current: "2", previous: "1" }));
    expect(moved.data.reason).toBe("transfer");
    const given = oneOf(
      eventWith("agent_assignment_changed", { current: 235324, previous: 235323 }),
    );
    expect([short(given), given.data]).toEqual([
      "contact.assigned",
      { contactId: "35436", agentId: "235324", teamId: "98738", previousAgentId: "235323" },
    ]);
    const taken = oneOf(eventWith("agent_assignment_changed", { current: null, previous: "5" }));
    expect(taken.data).toMatchObject({ agentId: null, previousAgentId: "5" });
  });

  test.each([
    ["new", "new"],
    ["OPEN", "open"],
    ["Pending", "waiting_customer"],
    ["HOLD", "on_hold"],
    ["SOLVED", "resolved"],
    ["Closed", "closed"],
  ])("[EVENTS 10.1] the status %s is %s, in whatever letters", (word, to) => {
    const { data } = oneOf(eventWith("status_changed", { current: word, previous: "NEW" }));
    expect(data).toMatchObject({ to, from: "new", agentId: "235324" });
  });

  test("[EVENTS 10.1] a customer who opens a solved ticket again is no agent; a trigger is nobody", () => {
    const reopened = { current: "OPEN", previous: "SOLVED" };
    const { data } = oneOf(eventWith("status_changed", reopened, { actor_id: "20978392" }));
    expect(data).toMatchObject({ to: "open", from: "resolved", actor: { kind: "customer" } });
    expect(data.agentId).toBeUndefined();
    const closed = oneOf(eventWith("status_changed", { current: "CLOSED" }, { actor_id: "-1" }));
    expect(closed.data).toMatchObject({ to: "closed", actor: { kind: "system" } });
  });

  test("[EVENTS 10.1] a status of the customer's own is its category, and one event with the change of it", () => {
    const own = eventWith("custom_status_changed", { current: "5001001" }, { status: "SOLVED" });
    const plain = eventWith("status_changed", { current: "SOLVED" });
    expect(oneOf(own).id).toBe(oneOf(plain).id);
    expect(oneOf(own).data.to).toBe("resolved");
  });

  test("[EVENTS 10.1] a comment is a message; its words, names and addresses stay outside", () => {
    const comment = {
      id: "9911",
      body: "Dear Ms Canary",
      is_public: true,
      author: { id: "235324", is_staff: true, name: "Canary" },
    };
    const event = oneOf(eventWith("comment_added", { comment }));
    expect(event).toMatchObject({
      id: "comment/9911",
      time: "2026-03-03T08:30:00.000Z",
      data: {
        contactId: "35436",
        messageId: "9911",
        from: "agent",
        visibility: "public",
        agentId: "235324",
      },
    });
    const by = (author: object, is_public = true) =>
      oneOf(eventWith("comment_added", { comment: { ...comment, author, is_public } })).data;
    expect(by({ id: "20978392", is_staff: false })).toMatchObject({ from: "customer" });
    expect(by({ id: "-1", is_staff: true })).toMatchObject({ from: "system" });
    expect(by({ id: "7", is_staff: true }, false)).toMatchObject({ visibility: "internal" });
  });

  test("[EVENTS 10.1] a comment made private corrects its message, and can undo a first reply", () => {
    const event = oneOf(eventWith("comment_made_private", { comment: { id: "9911" } }));
    expect(event).toMatchObject({
      type: "deskpulse.record.corrected.v1",
      subject: "event/comment/9911",
      data: { target: { eventId: "comment/9911" }, set: { visibility: "internal" }, by: "235324" },
    });
    const redacted = oneOf(
      eventWith("comment_redacted", { comment: { id: "9911", is_public: true } }),
    );
    expect(redacted.data.set).toEqual({ visibility: "public" });
  });

  test("[EVENTS 10.1] merged, deleted, spam, deleted for good and restored", () => {
    const merged = oneOf(eventWith("merged", { target_ticket_id: 777 }));
    expect(merged.data).toMatchObject({ to: "merged", intoContactId: "777" });
    expect(oneOf(eventWith("soft_deleted", {})).data.to).toBe("deleted");
    expect(oneOf(eventWith("marked_as_spam", {})).data.to).toBe("deleted");
    expect(oneOf(eventWith("permanently_deleted", {})).data.to).toBe("deleted");
    expect(oneOf(eventWith("undeleted", {})).data.to).toBe("restored");
    expect(read(eventWith("merged", {})).refused).toMatchObject([
      { code: "data", path: "event.target_ticket_id" },
    ]);
  });

  test("[EVENTS 10.1] the same delivery twice is one event; the order of one action is kept, beyond 2^53", () => {
    const body = JSON.stringify(eventWith("status_changed", { current: "SOLVED" })).replace(
      '"2204109837091847412"',
      "22041098370918474121",
    );
    const event = oneOf(body);
    expect(event.sequence).toBe("2");
    expect(event.traceid).toBe("22041098370918474121");
    expect(oneOf(body)).toEqual(event);
    const big = parseJson(
      '{"id":22041098370918474121,"small":5,"part":1.5,"exact":9007199254740991}',
    );
    for (const text of [
      "22041098370918474121",
      "[-22041098370918474121]",
      "[1,22041098370918474121]",
    ]) {
      const read = parseJson(text);
      expect(JSON.stringify(read.ok && read.value)).toContain('22041098370918474121"');
    }
    expect(big).toEqual({
      ok: true,
      value: { id: "22041098370918474121", small: 5, part: 1.5, exact: 9007199254740991 },
    });
  });

  test("[EVENTS 10.1] kinds that no figure needs are ignored for a stated reason, and are no defect", () => {
    for (const name of [
      "tags_changed",
      "priority_changed",
      "next_sla_breach_changed",
      "anything",
    ]) {
      expect(read(eventWith(name, {}))).toEqual({
        events: [],
        refused: [
          { line: 1, code: "ignored", path: "type", reason: expect.stringMatching(/no figure/) },
        ],
      });
    }
  });
});

describe("other forms", () => {
  test("[EVENTS 10.1] EventBridge brings the same event, with ids that are numbers and nanoseconds", () => {
    const bridged = (type: string, more: object) => ({
      version: "0",
      id: "ecd26460-0ca3-433b-b908-d891a0aa6fb4",
      "detail-type": `Support Ticket: ${type}`,
      source: "aws.partner/zendesk.com/9242270/default",
      time: "2026-03-03T08:30:05Z",
      detail: {
        ticket_event: {
          meta: { occurred_at: "2026-03-03T08:30:00.465719851Z", actor_id: 235324 },
          type,
          ticket: {
            ...DETAIL,
            id: 35436,
            assignee_id: 235324,
            group_id: 98738,
            requester_id: 20978392,
            submitter_id: 20978392,
            actor_id: undefined,
            status: "open",
          },
          ...more,
        },
      },
    });
    const pairs = [
      ["Agent Assignment Changed", "agent_assignment_changed", { previous: 5, current: 235324 }],
      ["Status Changed", "status_changed", { previous: "new", current: "open" }],
      [
        "Comment Created",
        "comment_added",
        { comment: { id: 9911, is_public: true, author: { id: 235324, is_staff: true } } },
      ],
      ["Ticket Created", "created", {}],
    ] as const;
    for (const [type, name, event] of pairs) {
      const { sequence: _, traceid: __, ...webhook } = oneOf(eventWith(name, event));
      expect(oneOf(bridged(type, event))).toEqual(webhook);
    }
  });

  test("[EVENTS 10.1] an agent's state, per channel, with the source's version; custom ones are away", () => {
    const state = (event: object, type = "state_changed") => ({
      type: `zen:event-type:agent.${type}`,
      account_id: 2,
      id: "01GX79ST1QX01C889XV42S2J5T",
      time: "2026-03-03T08:00:01.5Z",
      subject: "zen:agent:10011",
      detail: { account_id: "2", agent_id: "10011", version: "3" },
      event: { updated_at: "2026-03-03T08:00:00.642630335Z", ...event },
    });
    expect(
      oneOf(state({ previous_state: "offline", new_state: "online", channel: "support" })),
    ).toMatchObject({
      id: "agent/10011/v3/support",
      time: "2026-03-03T08:00:00.000Z",
      entityversion: "00000000000000000003",
      data: { agentId: "10011", state: "available", channel: "email" },
    });
    const unified = oneOf(state({ new_unified_state: { name: "Lunch" } }, "unified_state_changed"));
    expect(unified.data).toEqual({ agentId: "10011", state: "away", reason: "custom status" });
    const moved = eventsOf(state({ current: [{ id: 7 }, 8], previous: [8, 9] }, "groups_updated"));
    expect(moved.map(({ data }) => [data.teamId, data.change])).toEqual([
      ["9", "left"],
      ["7", "joined"],
    ]);
    expect(read(state({}, "work_item_added")).refused).toMatchObject([{ code: "ignored" }]);
  });

  /** Its API's round, one answer after another; what was asked, and what came of it. */
  const round = (answers: (path: string) => { status?: number; body: unknown }) => {
    const now = Date.parse("2026-03-03T08:30:00Z");
    const asked: string[] = [];
    const events: CloudEvent[] = [];
    let cursor = zendeskPull.start(now - 3_600_000);
    for (let page = 0; page < 20; page += 1) {
      const { path } = zendeskPull.next(cursor, now);
      asked.push(path.split("?")[0] ?? "");
      const { status = 200, body } = answers(path);
      const answer = { status, headers: {}, text: JSON.stringify(body) };
      const read = zendeskPull.read(answer, cursor, { source: SOURCE, now });
      if (isProblem(read)) return { asked, events, problem: read.reason };
      events.push(...read.events);
      cursor = read.cursor;
      if (read.waitMs > 0) return { asked, events, problem: null };
    }
    throw new Error("a round has no end");
  };

  test("[EVENTS 10.1] an agent's state by the API is the event's, once, whatever the version by then", () => {
    const attributes = {
      agent_id: 10011,
      agent_status: {
        id: 1,
        name: "online",
        reason: "UNKNOWN",
        updated_at: "2026-03-03T08:00:00.58Z",
      },
      group_ids: [1],
      version: 236,
    };
    const { events, problem } = round((path) =>
      path.includes("agent_availabilities") ? { body: { data: [{ attributes }] } } : { body: {} },
    );
    const told = oneOf({
      type: "zen:event-type:agent.unified_state_changed",
      id: "e",
      time: "2026-03-03T08:00:01Z",
      detail: { agent_id: "10011", version: "230" },
      event: { new_unified_state: "online", updated_at: "2026-03-03T08:00:00.58Z" },
    });
    expect([problem, events]).toEqual([null, [told]]);
  });

  test("[EVENTS 10.1] what an account does not have is passed over; what must be there is a problem", () => {
    const without = (absent: RegExp) =>
      round((path) => (absent.test(path) ? { status: 403, body: {} } : { body: {} }));
    const { asked, problem } = without(/memberships|availabilities|ratings/);
    expect([problem, asked.length]).toEqual([null, 7]);
    expect(without(/ticket_events/).problem).toMatch(/^403/);
  });

  const trigger = (when: string, more: object = {}) => ({
    deskpulse: "zendesk-trigger-1",
    when,
    ticket: {
      id: "35436",
      status: "Solved",
      via: "Web form",
      priority: "High",
      created_at: "2026-03-03T08:00:00Z",
      updated_at: "2026-03-03T08:30:00Z",
      requester_id: "20978392",
      submitter_id: "20978392",
      assignee_id: "235324",
      group_id: "98738",
    },
    comment: { id: "9911", is_public: "true", author_id: "235324", author_role: "Agent" },
    actor: { id: "235324", role: "Agent" },
    satisfaction: { score: "Good", has_comment: "true" },
    ...more,
  });

  test("[EVENTS 10.1] the trigger's template tells what the event webhook tells, under the same id", () => {
    const comment = { id: "9911", is_public: true, author: { id: "235324", is_staff: true } };
    const pairs = [
      ["created", eventWith("created", {})],
      ["comment", eventWith("comment_added", { comment })],
      ["status", eventWith("status_changed", { current: "SOLVED" })],
      ["assignee", eventWith("agent_assignment_changed", { current: "235324" })],
      ["group", eventWith("group_assignment_changed", { current: "98738" })],
    ] as const;
    for (const [when, event] of pairs) {
      const { sequence: _, traceid: __, ...webhook } = oneOf(event);
      expect(oneOf(trigger(when))).toEqual(webhook);
    }
  });

  test("[EVENTS 10.1] what is pasted is what the manual shows, and is read once Zendesk has filled it in", () => {
    const manual = readFileSync(
      join(import.meta.dirname, "../../../server/sources/zendesk/README.md"),
      "utf8",
    );
    expect(manual).toContain(TRIGGER_BODY);
    const values: Record<string, string> = {
      "ticket.created_at_with_timestamp": "2026-03-03T08:00:00Z",
      "ticket.updated_at_with_timestamp": "2026-03-03T08:30:00Z",
      "ticket.latest_comment.is_public": "true",
      "ticket.latest_comment.author.role": "Admin",
      "ticket.status": "Open",
      "ticket.via": "Mail",
    };
    const filled = TRIGGER_BODY.replace(/\{\{([\w.]+)\}\}/g, (_, name) => values[name] ?? "77");
    const withComment = filled.replace(/\{%[^%]*%\}/g, "").replace('"created"', '"comment"');
    expect(oneOf(withComment).data).toMatchObject({ from: "agent", visibility: "public" });
  });

  test("[KPIS 2] a rating by trigger, by the ratings and by the stream of others is one survey", () => {
    const byTrigger = oneOf(trigger("satisfaction"));
    expect(byTrigger.data).toEqual({
      surveyId: "csat/35436",
      kind: "csat",
      score: 1,
      scale: { min: 0, max: 1, kind: "good-bad" },
      contactId: "35436",
      agentId: "235324",
      teamId: "98738",
      hasComment: true,
    });
    const rating = {
      id: 35121,
      assignee_id: 235324,
      group_id: 98738,
      requester_id: 20978392,
      ticket_id: 35436,
      score: "good",
      comment: "Canary",
      created_at: "2026-03-03T08:30:00Z",
      updated_at: "2026-03-03T08:30:00Z",
    };
    const [sent, answered] = eventsOf({ satisfaction_ratings: [rating], next_page: null });
    expect(answered).toEqual(byTrigger);
    expect([short(sent as CloudEvent), sent?.time]).toEqual([
      "survey.sent",
      "2026-03-03T08:30:00.000Z",
    ]);
    const offered = oneOf({ ...rating, score: "offered", updated_at: rating.created_at });
    expect(offered).toEqual(sent);
    const [, changed] = eventsOf({ ...rating, score: "bad", updated_at: "2026-03-04T08:00:00Z" });
    expect(changed).toMatchObject({
      time: "2026-03-03T08:30:00.000Z",
      entityversion: "2026-03-04T08:00:00.000Z",
      data: { surveyId: "csat/35436", score: 0 },
    });
    const received = oneOf(eventWith("csat_received", { score: "GOOD", comment: "Canary" }));
    expect(received).toEqual({ ...byTrigger, traceid: "2204109837091847412" });
    const bad = oneOf(eventWith("csat_received", { score: "BAD" }));
    expect([bad.data.surveyId, bad.data.score]).toEqual(["csat/35436", 0]);
  });

  test("[KPIS 2] a response of the newer surveys: one to five where it is, else good or bad", () => {
    const response = (rating: object) => ({
      survey_response: {
        id: "01HQ",
        answers: [
          { type: "rating_scale", created_at: "2026-03-03T08:30:00.5Z", ...rating },
          { type: "open_ended", value: "Canary", created_at: "2026-03-03T08:30:00Z" },
        ],
        subjects: [{ id: "35436", type: "ticket", zrn: "zen:ticket:35436" }],
        responder_id: 7,
      },
    });
    const answer = oneOf(
      response({ rating: 5, rating_category: "good", updated_at: "2026-03-03T09:00:00Z" }),
    );
    expect(answer).toMatchObject({
      time: "2026-03-03T08:30:00.000Z",
      entityversion: "2026-03-03T09:00:00.000Z",
      data: { surveyId: "response/01HQ", contactId: "35436", score: 5, hasComment: true },
    });
    const odd = oneOf(response({ rating: 2, rating_category: "good" }));
    expect(odd.data).toMatchObject({ score: 1, scale: { min: 0, max: 1 } });
    expect(JSON.stringify([answer, odd])).not.toContain("Canary");
    expect(read(response({ rating: 9 })).refused).toMatchObject([{ path: "answers.rating" }]);
    const open = { id: "1", answers: [], subjects: [] };
    expect(read(open).refused).toMatchObject([{ code: "ignored", path: "answers" }]);
  });

  test("[EVENTS 10.1] the first fulfilled reply time is the first reply, as Zendesk says it", () => {
    const metric = {
      id: 926256957613,
      ticket_id: 35436,
      metric: "reply_time",
      instance_id: 1,
      type: "fulfill",
      time: "2026-03-03T08:30:00Z",
    };
    expect(oneOf({ ticket_metric_events: [metric], end_time: 1 })).toMatchObject({
      id: "metric/926256957613",
      quality: "asserted",
      data: { contactId: "35436", final: true, firstReplyAt: "2026-03-03T08:30:00.000Z" },
    });
    for (const other of [{ type: "activate" }, { instance_id: 2 }, { metric: "agent_work_time" }]) {
      expect(read({ ...metric, ...other }).refused).toMatchObject([{ code: "ignored" }]);
    }
  });

  test("[EVENTS 10.1] updates of the incremental export tell what the webhook tells, under the same ids", () => {
    const events = eventsOf(readFileSync(join(OWN, "ticket-events.json"), "utf8"));
    expect(events.map((one) => [short(one), one.id])).toEqual([
      ["contact.created", "ticket/4001/created"],
      ["contact.message", "comment/5015"],
      ["contact.assigned", "ticket/4001/assignee/9001/2026-03-02T08:30:00"],
      ["contact.message", "comment/5023"],
      ["contact.status_changed", "ticket/4001/status/waiting_customer/2026-03-02T08:30:00"],
    ]);
    expect(events.map(({ data }) => data)).toMatchObject([
      { channel: "email", channelDetail: "email", direction: "inbound", teamId: "301" },
      { from: "customer", visibility: "public" },
      { agentId: "9001", teamId: "301" },
      { from: "agent", agentId: "9001" },
      { from: "new", to: "waiting_customer", agentId: "9001" },
    ]);
  });

  test("[EVENTS 5] instants of any precision and form, always with a zone", () => {
    const at = Date.parse("2026-03-03T08:30:00Z");
    for (const text of [
      "2026-03-03T08:30:00Z",
      "2026-03-03T08:30Z",
      "2026-03-03T09:30:00+01:00",
      "2026-03-03T09:30:00+0100",
      "2026-03-03 08:30:00 UTC",
      "2026-03-03T08:30:00.000000000Z",
    ]) {
      expect([text, momentOf(text)]).toEqual([text, at]);
    }
    expect(momentOf("2026-03-03 08:30:00")).toBeNaN();
    expect(viaOf("Phone call (inbound)").channel).toBe("phone");
  });
});

describe("what is no payload of Zendesk's", () => {
  test.each([
    ["[]", 0],
    ["{}", 1],
    ["null", 1],
    ["12", 1],
    ["<xml/>", 1],
    ['{"type":"zen:event-type:ticket.created","detail":{}}', 1],
    ['{"type":"zen:nonsense","time":"2026-03-03T08:30:00Z","detail":{}}', 1],
    ['{"deskpulse":"zendesk-trigger-9"}', 1],
    ['{"deskpulse":"zendesk-trigger-1","when":"comment","ticket":{"id":"{{ticket.id}}"}}', 1],
  ])("[SEC-9] %s is refused for a stated reason", (body, count) => {
    const { events, refused } = read(body);
    expect(events).toEqual([]);
    expect(refused.length).toBe(count);
    for (const one of refused) expect(one.reason).not.toBe("");
  });

  test("[SEC-9] any JSON is read without throwing, and what comes of it passes the door", () => {
    const bodies = fc.oneof(
      fc.json(),
      fc
        .jsonValue()
        .map((event) => JSON.stringify(eventWith("status_changed", { current: event }))),
      fc
        .record({ detail: fc.jsonValue(), event: fc.jsonValue(), time: fc.jsonValue() })
        .map((odd) => JSON.stringify({ ...eventWith("comment_added", {}), ...odd })),
      fc.jsonValue().map((odd) => JSON.stringify({ tickets: [odd], ticket_events: [odd] })),
      fc
        .jsonValue()
        .map((odd) => JSON.stringify({ ticket_events: [{ child_events: [odd] }, odd] })),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        for (const event of read(body).events) expect(parseEvent(event).ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("[REL-11] a list longer than Zendesk ever sends is one refusal, wherever it stands", () => {
    const many = Array.from({ length: 5_001 }, () => 1);
    const groups = many.map((_, at) => ({ id: at + 1 }));
    const moved = (previous: unknown, current: unknown) => ({
      ...eventWith("created", { previous, current }),
      type: "zen:event-type:agent.groups_updated",
      detail: { agent_id: 7, version: "1" },
    });
    const update = { id: 1, ticket_id: 1, created_at: "2026-03-03T08:30:00Z" };
    const bodies = [
      many,
      { ticket_events: many },
      { tickets: many },
      { group_memberships: many },
      { survey_responses: many },
      { ...update, child_events: many },
      { id: "1", answers: many, subjects: [] },
      { id: "1", answers: [], subjects: many },
      moved(groups, []),
      moved([], groups),
    ];
    for (const body of bodies) {
      const { events, refused } = read(JSON.stringify(body));
      expect(events).toEqual([]);
      expect(refused).toEqual([
        {
          line: 1,
          code: "data",
          path: expect.any(String),
          reason: expect.stringMatching(/^holds/),
        },
      ]);
    }
  });

  test("[SEC-9] an instant that no calendar has is none, and an object is no score", () => {
    for (const time of ["1e300", "-1e300"]) {
      const body = JSON.stringify({ ...eventWith("created", {}), time: 7 });
      const { refused } = read(body.replace('"time":7', `"time":${time}`));
      expect(refused).toMatchObject([{ path: "time" }]);
    }
    const score = JSON.stringify(eventWith("csat_received", { score: { toString: 1 } }));
    expect(read(score).refused).toMatchObject([{ path: "event.score" }]);
  });

  test("[SEC-9] any answer of its API is read or is a problem, and never throws", () => {
    const answers = fc.oneof(fc.json(), fc.string());
    fc.assert(
      fc.property(answers, fc.integer({ min: 200, max: 599 }), (text, status) => {
        const now = Date.parse("2026-03-03T08:30:00Z");
        const cursor = { ...zendeskPull.start(now), turn: "events" as const };
        zendeskPull.read({ status, headers: {}, text }, cursor, { source: SOURCE, now });
      }),
    );
  });
});

/** Fields that hold words of people; no word of theirs may come out in an event (PRIV-1). */
function withCanaries(value: unknown, path: readonly string[] = []): unknown {
  const IDS =
    /(^|_)id$|^type$|^time$|_at$|^status$|score|when|role|deskpulse|^metric$|event_type|state$|^source$|value$|^current$|^previous$|^subject$/;
  if (Array.isArray(value)) return value.map((one) => withCanaries(one, path));
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).map(([name, one]) => [
      name,
      withCanaries(one, [...path, name]),
    ]);
    return Object.fromEntries([...fields, ["x_extra", "canary extra"]]);
  }
  const isId = IDS.test(path.at(-1) ?? "");
  return typeof value === "string" && !isId ? `canary ${value}` : value;
}

describe("samples", () => {
  const linesOf = (name: string) =>
    readFileSync(join(SAMPLES, name), "utf8")
      .split("\n")
      .filter((line) => line !== "");

  test("[EVENTS 10.1] the synthetic stream: 186 events are translated, or ignored for a stated reason", () => {
    const lines = linesOf("synthetic_event_stream/smoke_events.jsonl");
    const kinds = new Map<string, number>();
    const ignored = new Map<string, number>();
    for (const line of lines) {
      const { events, refused } = read(line);
      const type = JSON.parse(line).type.replace("zen:event-type:ticket.", "");
      expect(refused.filter(({ code }) => code !== "ignored")).toEqual([]);
      if (refused.length > 0) ignored.set(type, (ignored.get(type) ?? 0) + 1);
      for (const event of events) {
        expect(parseEvent(event).ok).toBe(true);
        kinds.set(short(event), (kinds.get(short(event)) ?? 0) + 1);
      }
    }
    expect(lines.length).toBe(186);
    expect(Object.fromEntries(kinds)).toEqual({
      "contact.created": 18,
      "contact.queued": 18,
      "contact.assigned": 18,
      "contact.status_changed": 32,
      "survey.sent": 9,
      "survey.answered": 6,
    });
    expect(Object.fromEntries(ignored)).toEqual({
      next_sla_breach_changed: 30,
      tags_changed: 19,
      custom_field_changed: 32,
      priority_changed: 3,
      type_changed: 1,
    });
    expect(read(lines.join("\n")).events.length).toBe(101);
  });

  test("[EVENTS 10.1] the stream's tickets are told as they are now, without their words", () => {
    const lines = linesOf("synthetic_event_stream/smoke_tickets.jsonl");
    for (const line of lines) {
      const events = eventsOf(line);
      expect(short(events[0] as CloudEvent)).toBe("contact.created");
      const { status, satisfaction_rating: rating } = JSON.parse(line);
      expect(events.length).toBe(1 + (status === "new" ? 0 : 1) + (rating === null ? 0 : 1));
      expect(JSON.stringify(events)).not.toMatch(/Pinterest|account|agent_0/i);
    }
    expect(lines.length).toBe(33);
  });

  test("[EVENTS 10.1] the vendor's own examples", () => {
    const sample = (name: string) => readFileSync(join(SAMPLES, name), "utf8");
    expect(read(sample("doc_user_active_changed.json")).refused).toMatchObject([
      { code: "ignored" },
    ]);
    expect(read(sample("doc_ticket_metric_event_activate.json")).refused).toMatchObject([
      { code: "ignored", path: "metric" },
    ]);
    const made = oneOf(sample("doc_webhook_ticket_created_prismatic.json"));
    expect(made.data).toEqual({
      contactId: "35436",
      channel: "email",
      channelDetail: "web",
      direction: "inbound",
    });
  });

  test("[PRIV-1] no word in any field of text of any sample comes out in an event", () => {
    const bodies = [
      ...linesOf("synthetic_event_stream/smoke_events.jsonl"),
      ...linesOf("synthetic_event_stream/smoke_tickets.jsonl"),
      readFileSync(join(SAMPLES, "doc_webhook_ticket_created_prismatic.json"), "utf8"),
      readFileSync(join(OWN, "ticket-events.json"), "utf8"),
    ];
    let events = 0;
    for (const body of bodies) {
      const { events: out, refused } = read(withCanaries(JSON.parse(body)));
      events += out.length;
      expect(JSON.stringify([out, refused])).not.toMatch(/canary/i);
    }
    expect(events).toBeGreaterThan(150);
  });
});

describe("signatures", () => {
  const NOW = Date.parse("2026-03-03T08:30:00Z");
  const SECRET = "a-secret-of-our-own-account-0123456789==";
  const TEST_SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==";
  const sign = (secret: string, timestamp: string, body: string) =>
    createHmac("sha256", secret)
      .update(timestamp + body)
      .digest("base64");
  const verify = (
    signature: string,
    { timestamp = "2026-03-03T08:30:00Z", body = "{}", secrets = [SECRET], now = NOW } = {},
  ) =>
    zendeskWebhook.verify(
      {
        url: "https://desk.example.com/api/v1/sources/k_1",
        headers: {
          "x-zendesk-webhook-signature": signature,
          "x-zendesk-webhook-signature-timestamp": timestamp,
        },
        body: Buffer.from(body),
      },
      secrets,
      now,
    );
  const good = sign(SECRET, "2026-03-03T08:30:00Z", "{}");

  test("[SEC-8] time and body signed with the secret are right, also without a body", () => {
    expect(verify(good)).toEqual({ ok: true, value: "event" });
    const empty = sign(SECRET, "2026-03-03T08:30:00Z", "");
    expect(verify(empty, { body: "" })).toEqual({ ok: true, value: "event" });
  });

  test("[SEC-8] while a secret is rotated both are right, and afterwards only the new one", () => {
    const next = "another-secret-0123456789";
    const signed = sign(next, "2026-03-03T08:30:00Z", "{}");
    expect(verify(good, { secrets: [next, SECRET] }).ok).toBe(true);
    expect(verify(signed, { secrets: [next, SECRET] }).ok).toBe(true);
    expect(verify(good, { secrets: [next] }).ok).toBe(false);
    expect(verify(good, { secrets: [] }).ok).toBe(false);
  });

  test("[SEC-8] another body, time, secret or order of the two is not", () => {
    expect(verify(good, { body: "{ }" }).ok).toBe(false);
    expect(verify(good, { timestamp: "2026-03-03T08:30:01Z" }).ok).toBe(false);
    expect(verify(sign("no", "2026-03-03T08:30:00Z", "{}")).ok).toBe(false);
    const reversed = createHmac("sha256", SECRET).update("{}2026-03-03T08:30:00Z").digest("base64");
    expect(verify(reversed).ok).toBe(false);
    expect(verify("").ok).toBe(false);
    expect(verify("%%%").ok).toBe(false);
  });

  test.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])("[SEC-8] signed %i s from our clock", (offset, isRight) => {
    expect(verify(good, { now: NOW - offset * 1000 }).ok).toBe(isRight);
  });

  test("[SEC-8] the fixed secret of its test button proves a test and never an event", () => {
    const tested = sign(TEST_SECRET, "2026-03-03T08:30:00Z", "{}");
    expect(verify(tested)).toEqual({ ok: true, value: "test" });
    expect(verify(tested, { secrets: [TEST_SECRET] })).toEqual({ ok: true, value: "test" });
  });
});
