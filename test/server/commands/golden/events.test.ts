/** The table of the golden cases' README, kind by kind: neutral events that the door takes. */
import { expect, test } from "vitest";
import { adapt } from "../../../../server/commands/golden/events.ts";
import type { GoldenEvent } from "../../../../server/commands/golden/file.ts";
import { parseEvent } from "../../../../shared/events/event.ts";

type Fields = Record<string, unknown>;

let count = 0;
/** A golden event at 09:00 plus `seconds` on 3 March 2026; `text` is never read. */
function at(seconds: number, kind: string, fields: Fields): GoldenEvent {
  const time = new Date(Date.parse("2026-03-03T09:00:00+01:00") + seconds * 1000).toISOString();
  count += 1;
  return { id: `e${count}`, at: time, kind, text: "in words", ...fields };
}

/** The neutral events in order, short: type and data without what is not asked for. */
function neutral(...events: GoldenEvent[]): [string, Fields][] {
  return adapt(events).flatMap(({ neutral: all }) =>
    all.map((one): [string, Fields] => {
      expect(parseEvent(one)).toMatchObject({ ok: true });
      return [one.type.replace(/^deskpulse\.|\.v1$/g, ""), one.data];
    }),
  );
}

const queued = (call: string, more: Fields = {}) => at(0, "call.queued", { call, ...more });
const answered = (leg: string, more: Fields = {}) =>
  at(10, "leg.answered", { call: "c1", leg, agent: "anna", ...more });

test("[KPIS-10] a call begins once; its later queue entries are transfers, to the queue's team", () => {
  const again = at(60, "call.queued", { call: "c1", queue: "B" });
  const first = queued("c1", { queue: "A" });
  for (const events of [
    [first, again],
    [again, first],
  ]) {
    const all = neutral(...events);
    expect(all.map(([type]) => type).sort()).toEqual([
      "contact.created",
      "contact.queued",
      "contact.queued",
    ]);
    expect(all).toContainEqual([
      "contact.created",
      {
        contactId: "c1",
        kind: "call",
        channel: "phone",
        direction: "inbound",
        queueId: "A",
        teamId: "A",
      },
    ]);
    expect(all).toContainEqual([
      "contact.queued",
      { contactId: "c1", queueId: "A", teamId: "A", reason: "new" },
    ]);
    expect(all).toContainEqual([
      "contact.queued",
      { contactId: "c1", queueId: "B", teamId: "B", reason: "transfer" },
    ]);
  }
});

test("[KPIS-10] two events of one golden event have ids of their own; a revision is padded", () => {
  const [one] = adapt([{ ...queued("c1"), id: "q" }]);
  expect(one?.neutral.map(({ id }) => id)).toEqual(["q", "q:1"]);
  const [wrap] = adapt([at(0, "leg.wrap_ended", { leg: "c1-1", agent: "anna", revision: 12 })]);
  expect(wrap?.neutral[0]).toMatchObject({
    source: "/golden/cases/main",
    subject: "contact/c1-1",
    entityversion: "00000000000000000012",
  });
});

test("[KPIS-10] a leg is answered out of a queue, by transfer, directly or as a chat", () => {
  expect(neutral(answered("c1-1"))).toEqual([
    ["contact.answered", { contactId: "c1", legId: "c1-1", agentId: "anna", channel: "phone" }],
  ]);
  expect(neutral(answered("c1-1", { via: "transfer" }))[0]?.[1]).toMatchObject({ via: "transfer" });
  expect(neutral(answered("c1-1", { via: "direct" }))).toMatchObject([
    ["contact.created", { contactId: "c1", kind: "call", channel: "phone", direction: "inbound" }],
    ["contact.answered", { via: "direct", channel: "phone" }],
  ]);
  expect(neutral(answered("c1-1", { via: "chat" }))).toMatchObject([
    ["contact.created", { contactId: "c1", kind: "chat", channel: "chat", direction: "inbound" }],
    ["contact.answered", { via: "direct", channel: "chat" }],
  ]);
});

test("[KPIS-10] only the first leg begins a contact, and none that was queued before, in the same second too", () => {
  const second = at(60, "leg.answered", { call: "c1", leg: "c1-2", agent: "bram", via: "chat" });
  const types = (...events: GoldenEvent[]) => neutral(...events).map(([type]) => type);
  const chat = answered("c1-1", { via: "chat" });
  expect(types(second, chat)).toEqual(["contact.answered", "contact.created", "contact.answered"]);
  const atOnce = at(0, "leg.answered", { call: "c1", leg: "c1-1", agent: "anna", via: "direct" });
  expect(types(atOnce, queued("c1"))).toEqual([
    "contact.answered",
    "contact.created",
    "contact.queued",
  ]);
});

test("[KPIS-10] what names only a leg is about the contact and the agent of that leg, whatever comes first", () => {
  const events = [
    at(40, "leg.conversation_ended", { leg: "c1-1" }),
    at(50, "leg.wrap_ended", { leg: "c1-1", revision: 1 }),
    at(20, "leg.hold_started", { leg: "c1-1" }),
    at(30, "leg.hold_ended", { leg: "c1-1" }),
    at(40, "leg.transferred", { leg: "c1-1", to_leg: "c1-2" }),
    answered("c1-1"),
  ];
  const leg = { contactId: "c1", legId: "c1-1" };
  expect(neutral(...events).slice(0, 5)).toEqual([
    ["contact.leg_ended", { ...leg, agentId: "anna" }],
    ["contact.wrapup_ended", { ...leg, agentId: "anna" }],
    ["contact.hold_changed", { ...leg, onHold: true }],
    ["contact.hold_changed", { ...leg, onHold: false }],
    [
      "contact.transferred",
      { contactId: "c1", kind: "attended", fromLegId: "c1-1", toLegId: "c1-2" },
    ],
  ]);
});

test("[KPIS-5.1] a consult is the consulted agent's, and leaves the leg to its own", () => {
  const events = [
    at(40, "consult.ended", { consult: "k" }),
    at(20, "consult.started", { leg: "c1-1", consult: "k", agent: "bram" }),
    at(50, "leg.conversation_ended", { leg: "c1-1" }),
    answered("c1-1"),
  ];
  expect(neutral(...events).slice(0, 3)).toEqual([
    ["contact.leg_ended", { contactId: "c1", legId: "k", agentId: "bram" }],
    ["contact.answered", { contactId: "c1", legId: "k", agentId: "bram", role: "consult" }],
    ["contact.leg_ended", { contactId: "c1", legId: "c1-1", agentId: "anna" }],
  ]);
});

test("[KPIS-6.2] a callback is asked for without a leg and connected without an agent", () => {
  const events = [
    at(60, "call.callback_requested", { call: "c1" }),
    at(90, "callback.connected", { call: "c1" }),
    at(95, "call.abandoned", { call: "c2" }),
  ];
  expect(neutral(...events)).toEqual([
    ["contact.transferred", { contactId: "c1", kind: "callback" }],
    ["contact.answered", { contactId: "c1", legId: "c1-cb", agentId: null, via: "callback" }],
    ["contact.abandoned", { contactId: "c2", stage: "queue", reason: "hangup" }],
  ]);
});

test("[KPIS-5.1] an outbound attempt is offered to the customer, then connected or failed, by who dialled", () => {
  const events = [
    at(0, "outbound.dialled", { call: "o1", leg: "o1-1", agent: "anna" }),
    at(20, "outbound.failed", { leg: "o1-1" }),
    at(60, "outbound.dialled", { call: "o1", leg: "o1-2", agent: "bram" }),
    at(70, "outbound.connected", { leg: "o1-2" }),
  ];
  const offered = { contactId: "o1", party: "customer" };
  expect(neutral(...events)).toEqual([
    [
      "contact.created",
      { contactId: "o1", kind: "call", channel: "phone", direction: "outbound", agentId: "anna" },
    ],
    ["contact.offered", { ...offered, offerId: "o1-1", agentId: "anna" }],
    ["contact.offered", { ...offered, offerId: "o1-1", agentId: "anna", outcome: "failed" }],
    ["contact.offered", { ...offered, offerId: "o1-2", agentId: "bram" }],
    ["contact.answered", { contactId: "o1", legId: "o1-2", agentId: "bram", via: "outbound" }],
  ]);
});

test("[KPIS-10] a ticket is created by customer or agent, assigned, solved, reopened, merged, deleted", () => {
  const ticket = "t1";
  const events = [
    at(0, "ticket.created", {
      ticket,
      by: "customer",
      customer: "k1",
      team: "A",
      channel: "email",
    }),
    at(0, "ticket.created", {
      ticket: "t2",
      by: "agent",
      agent: "anna",
      team: "A",
      channel: "chat",
    }),
    at(1, "ticket.assigned", { ticket, agent: null, team: "N" }),
    at(2, "ticket.solved", { ticket, agent: "anna", team: "A" }),
    at(3, "ticket.solved", { ticket, by: "bot" }),
    at(4, "ticket.reopened", { ticket, by: "customer" }),
    at(5, "ticket.merged", { ticket, into: "t2" }),
    at(6, "ticket.deleted", { ticket, reason: "spam" }),
    at(7, "bot.handed_off", { ticket }),
  ];
  expect(neutral(...events)).toMatchObject([
    [
      "contact.created",
      { kind: "ticket", channel: "email", direction: "inbound", customerRef: "k1" },
    ],
    [
      "contact.created",
      {
        contactId: "t2",
        channel: "chat",
        direction: "outbound",
        actor: { kind: "agent", id: "anna" },
      },
    ],
    ["contact.assigned", { contactId: "t1", agentId: null, teamId: "N" }],
    ["contact.status_changed", { to: "resolved", agentId: "anna", actor: { kind: "agent" } }],
    ["contact.status_changed", { to: "resolved", actor: { kind: "bot" } }],
    ["contact.status_changed", { from: "resolved", to: "open", actor: { kind: "customer" } }],
    ["contact.status_changed", { to: "merged", intoContactId: "t2" }],
    ["contact.status_changed", { to: "deleted" }],
    ["contact.queued", { contactId: "t1", reason: "bot_handover" }],
  ]);
});

test("[KPIS-4.1] a message is from customer, agent, bot or, automated, from the system", () => {
  const say = (author: string, visibility: string, more: Fields = {}) =>
    neutral({
      ...at(0, "message", { ticket: "t1", author, visibility, ...more }),
      id: "m",
    })[0]?.[1];
  const message = { contactId: "t1", messageId: "m" };
  expect(say("customer", "public")).toEqual({ ...message, from: "customer", visibility: "public" });
  expect(say("agent", "private", { agent: "anna" })).toEqual({
    ...message,
    from: "agent",
    visibility: "internal",
    agentId: "anna",
  });
  expect(say("bot", "public")).toEqual({ ...message, from: "bot", visibility: "public" });
  expect(say("automation", "public")).toEqual({
    ...message,
    from: "system",
    visibility: "public",
    automated: true,
  });
});

test("[KPIS-2] an answer is of its survey's kind and on the scale it names, whichever comes first", () => {
  const answer = (survey_type: string, scale: string, score: unknown) =>
    neutral(
      at(60, "survey.answered", { survey: "s1", scale, score, revision: 1 }),
      at(0, "survey.sent", { survey: "s1", ticket: "t1", survey_type }),
    );
  expect(answer("csat", "1-3", 3)).toEqual([
    ["survey.answered", { surveyId: "s1", kind: "csat", score: 3, scale: { min: 1, max: 3 } }],
    ["survey.sent", { surveyId: "s1", contactId: "t1", kind: "csat", purpose: "transactional" }],
  ]);
  const scored = (...args: [string, string, unknown]) => answer(...args)[0]?.[1];
  expect(scored("csat", "good-bad", "good")).toMatchObject({
    score: 1,
    scale: { min: 0, max: 1, kind: "good-bad" },
  });
  expect(scored("csat", "good-bad", "bad")).toMatchObject({ score: 0 });
  expect(scored("csat", "1-2", 2)).toMatchObject({ scale: { min: 1, max: 2 } });
  expect(scored("nps", "0-10", 0)).toMatchObject({ kind: "nps", scale: { min: 0, max: 10 } });
  expect(scored("ces", "1-7", 7)).toMatchObject({ kind: "ces", scale: { min: 1, max: 7 } });
});

test("[KPIS-10] agents, reviews, erasures; a shift is no event", () => {
  const item = { score: 3, min: 1, max: 5, weight: 1, critical: false };
  const events = [
    at(0, "agent.status", { agent: "anna", status: "break" }),
    at(1, "review.scored", {
      agent: "anna",
      review: "r1",
      items: [item, { ...item, score: null }],
    }),
    at(2, "person.erased", { customer: "k1" }),
    at(3, "schedule.shift", { agent: "anna", activity: "break" }),
  ];
  expect(neutral(...events)).toMatchObject([
    ["agent.state_changed", { agentId: "anna", state: "break" }],
    ["survey.answered", { surveyId: "r1", kind: "review", agentId: "anna", items: [item] }],
    ["person.erased", { personRef: "k1", person: "customer", mode: "delete" }],
  ]);
});

test("[KPIS-7.5] a membership is primary as it says; where no event of the agent says so, the new team is", () => {
  const joined = (team: string, more: Fields = {}) =>
    at(0, "agent.team", { agent: "anna", team, ...more });
  const primaries = (...events: GoldenEvent[]) =>
    neutral(...events).map(([, data]) => data.primary);
  expect(primaries(joined("A", { primary: true }), joined("B"))).toEqual([true, false]);
  expect(primaries(joined("A"), joined("B"))).toEqual([true, true]);
});
