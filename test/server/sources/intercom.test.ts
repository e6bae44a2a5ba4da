/** Intercom's webhooks and the objects they bear (EVENTS.md 9). */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { intercomWebhook } from "../../../server/sources/intercom.ts";
import {
  eventsOf,
  expectToPass,
  readBy,
  sample,
  samplesOf,
  short,
  withCanaries,
} from "./foreign.ts";

const read = readBy(intercomWebhook);
const T = 1_772_526_600;
const ADMIN = { type: "admin", id: 12, name: "Canary", email: "canary@example.test" };

const webhook = (item: object, topic = "conversation.admin.replied") => ({
  type: "notification_event",
  id: "notif_1",
  topic,
  created_at: T,
  delivery_attempts: 1,
  data: { type: "notification_event_data", item },
});

const conversation = (parts: readonly object[] = [], more: object = {}) => ({
  type: "conversation",
  id: "503",
  created_at: T,
  source: {
    type: "conversation",
    id: "403918334",
    delivered_as: "customer_initiated",
    body: "<p>Canary</p>",
    author: { type: "user", id: "u1", name: "Canary" },
  },
  contacts: { type: "contact.list", contacts: [{ type: "contact", id: "c1" }] },
  conversation_parts: { type: "conversation_part.list", conversation_parts: parts },
  ...more,
});

const part = (id: number, part_type: string, more: object = {}) => ({
  type: "conversation_part",
  id,
  part_type,
  body: null,
  created_at: T + id,
  author: ADMIN,
  assigned_to: null,
  ...more,
});

test("[EVENTS 9] a conversation from its first word to its end", () => {
  const parts = [
    part(1, "assignment", { assigned_to: { type: "team", id: 5 } }),
    part(2, "assignment", { assigned_to: ADMIN }),
    part(3, "note", { body: "Canary" }),
    part(4, "comment", { body: "Canary" }),
    part(5, "snoozed"),
    part(6, "comment", { author: { type: "lead", id: "u1" } }),
    part(7, "close", { body: "Canary", author: { type: "bot", id: 1 } }),
    part(8, "conversation_attribute_updated_by_admin"),
  ];
  const rating = { rating: 4, remark: "Canary", created_at: T + 60 };
  const events = eventsOf(read(webhook(conversation(parts, { conversation_rating: rating }))));
  expect(
    events.map((one) => [short(one), Date.parse(one.time) / 1000 - T, one.data]),
  ).toMatchObject([
    ["contact.created", 0, { channel: "chat", direction: "inbound", customerRef: "intercom:c1" }],
    ["contact.message", 0, { from: "customer" }],
    ["contact.queued", 1, { teamId: "5" }],
    ["contact.assigned", 2, { agentId: "12" }],
    ["contact.message", 3, { from: "agent", visibility: "internal", agentId: "12" }],
    ["contact.message", 4, { from: "agent", visibility: "public", agentId: "12" }],
    ["contact.status_changed", 5, { to: "on_hold", agentId: "12" }],
    ["contact.message", 6, { from: "customer" }],
    ["contact.message", 7, { from: "bot", automated: true }],
    ["contact.status_changed", 7, { to: "resolved", actor: { kind: "bot" } }],
    ["survey.answered", 60, { score: 4, scale: { min: 1, max: 5 }, hasComment: true }],
  ]);
  expect(JSON.stringify(events)).not.toMatch(/canary/i);
  expect(read(conversation(parts, { conversation_rating: rating })).events).toEqual(events);
});

describe("samples", () => {
  test("[EVENTS 9] every sample is translated, or refused for a stated reason", () => {
    const became = samplesOf("intercom").map((name) => {
      const { events, refused } = read(sample("intercom", name));
      expectToPass(events);
      for (const one of refused) expect(one.reason).toMatch(/answer of Intercom's API/);
      return [name.replace(".json", ""), events.map(short).join(" ") || refused[0]?.code];
    });
    const begun = "contact.created contact.message";
    expect(became).toEqual([
      ["delete_conversations_conversation_id", "ignored"],
      ["delete_tickets_ticket_id", "ignored"],
      ["get_admins", "ignored"],
      ["get_admins_activity_logs", "ignored"],
      ["get_conversations_conversation_id", `${begun} contact.message`],
      ["get_teams", "ignored"],
      ["get_tickets_ticket_id", "contact.created contact.status_changed"],
      [
        "post_conversations_conversation_id_parts",
        `${begun} contact.message contact.status_changed`,
      ],
      ["put_admins_admin_id_away", "ignored"],
      ["put_conversations_conversation_id", begun],
      [
        "put_tickets_ticket_id",
        "contact.created contact.status_changed contact.status_changed contact.assigned contact.status_changed",
      ],
    ]);
  });

  test("[PRIV-1] no word of any text comes out in an event", () => {
    const OURS = /^type$|^object$|_type$|delivered_as|^ticket_state$|^id$/;
    for (const name of samplesOf("intercom")) {
      const { events, refused } = read(withCanaries(JSON.parse(sample("intercom", name)), OURS));
      expect(JSON.stringify([events, refused])).not.toMatch(/canary|ciaran/i);
    }
  });
});

test("[SEC-9] any JSON is read without throwing, and what comes of it passes the door", () => {
  const odd = fc.jsonValue();
  const bodies = fc.oneof(
    fc.json(),
    odd.map((item) => JSON.stringify({ ...webhook({}), data: { item } })),
    fc
      .dictionary(fc.constantFrom(...Object.keys(conversation())), odd)
      .map((more) => JSON.stringify({ ...conversation(), ...more, type: "conversation" })),
    fc
      .dictionary(fc.constantFrom(...Object.keys(part(1, ""))), odd)
      .map((more) => JSON.stringify(conversation([part(1, "close", more)]))),
  );
  fc.assert(
    fc.property(bodies, (text) => expectToPass(read(text).events)),
    { numRuns: 500 },
  );
});

test("[REL-11] of those who take part only the first is looked at: who asked", () => {
  const askedBy = (contacts: readonly unknown[]) =>
    eventsOf(read(conversation([], { contacts: { contacts } })))[0]?.data.customerRef;
  expect(askedBy([{ id: "c1" }, ...Array.from({ length: 1_000 }, () => 7)])).toBe("intercom:c1");
  expect([[], [7], [null], [{}]].map(askedBy)).toEqual(Array.from({ length: 4 }));
});

test("[SEC-8] the body signed with the client secret, and nothing else", () => {
  const body = Buffer.from("{}");
  const sign = (secret: string) => `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`;
  const verify = (signature: string | undefined, secrets = ["client-secret"]) =>
    intercomWebhook.verify(
      { url: "/", headers: { "x-hub-signature": signature }, body },
      secrets,
      0,
    ).ok;
  expect(verify(sign("client-secret"))).toBe(true);
  expect(verify(sign("client-secret"), ["new-secret", "client-secret"])).toBe(true);
  for (const odd of [sign("no"), "", "sha1=", undefined]) expect(verify(odd)).toBe(false);
  expect(verify(sign("client-secret"), [])).toBe(false);
});
