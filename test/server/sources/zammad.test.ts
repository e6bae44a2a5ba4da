/** Zammad's webhooks, and telephone systems that speak its generic CTI (EVENTS.md 9). */
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zammadWebhook } from "../../../server/sources/zammad.ts";
import {
  eventsOf,
  expectToPass,
  readBy,
  sample,
  samplesOf,
  short,
  withCanaries,
} from "./foreign.ts";

const DATE = "Tue, 03 Mar 2026 08:30:00 GMT";
const read = readBy(zammadWebhook);
const dated = readBy(zammadWebhook, { date: DATE });

const cti = (event: string, more: object = {}) => ({
  event,
  from: "493023125741",
  to: "492214710334",
  direction: "in",
  callId: "call-1",
  ...more,
});

describe("generic CTI", () => {
  test("[EVENTS 9] a call that comes, is answered and ends is one handled call, its wrap-up unknown", () => {
    const all = [
      cti("newCall", { time: "2026-03-03T09:30:00+01:00", queue: "support", user: ["Canary"] }),
      cti("answer", { time: 1772526612, answeringNumber: "42", caller: "Canary" }),
      cti("hangup", { time: 1772526712, answeringNumber: "42", cause: "normalClearing" }),
    ].flatMap((body) => eventsOf(read(body)));
    expect(all.map((one) => [short(one), one.time.slice(11, 19), one.data])).toEqual([
      [
        "contact.created",
        "08:30:00",
        {
          contactId: "call-1",
          channel: "phone",
          direction: "inbound",
          kind: "call",
          customerRef: "tel:+493023125741",
        },
      ],
      ["contact.queued", "08:30:00", { contactId: "call-1", queueId: "support", reason: "new" }],
      [
        "contact.answered",
        "08:30:12",
        { contactId: "call-1", legId: "call-1/1", agentId: "42", via: "queue" },
      ],
      ["contact.leg_ended", "08:31:52", { contactId: "call-1", legId: "call-1/1", agentId: "42" }],
      [
        "contact.measured",
        "08:31:52",
        { contactId: "call-1", legId: "call-1/1", agentId: "42", final: true },
      ],
    ]);
    expect(JSON.stringify(all)).not.toContain("Canary");
  });

  test.each([
    ["cancel", "hangup"],
    ["originatorCancel", "hangup"],
    ["noAnswer", "timeout"],
    ["busy", "withdrawn"],
    ["notFound", "withdrawn"],
  ])("[KPIS 6.1] nobody answered, %s: it left as %s", (cause, reason) => {
    expect(eventsOf(dated(cti("hangup", { cause })))[0]?.data).toMatchObject({
      contactId: "call-1",
      stage: "queue",
      reason,
    });
  });

  test("[KPIS 5.1] a call of ours that nobody took is an attempt that failed", () => {
    const [event] = eventsOf(dated(cti("hangup", { direction: "out", cause: "cancel" })));
    expect(event?.data).toMatchObject({ party: "customer", outcome: "failed" });
  });

  test("[EVENTS 5] the time is the telephone system's own; without one it is refused, and never invented", () => {
    expect(read(cti("newCall")).refused).toMatchObject([{ code: "data", path: "time" }]);
    expect(dated(cti("newCall")).events[0]?.time).toBe("2026-03-03T08:30:00.000Z");
    expect(read(cti("newCall", { time: "2026-03-03 09:30" })).events).toEqual([]);
  });

  test("[EVENTS 9] a form says the same as JSON", () => {
    const headers = { "content-type": "application/x-www-form-urlencoded", date: DATE };
    const form = new URLSearchParams([
      ...Object.entries(cti("newCall") as Record<string, string>),
      ["user[]", "Canary"],
      ["user[]", "Other"],
    ]);
    const posted = readBy(zammadWebhook, headers)(form.toString());
    expect(posted).toEqual(dated(cti("newCall")));
  });
});

describe("webhooks", () => {
  const body = () => JSON.parse(sample("zammad", "webhook_payload_1.json"));

  test("[EVENTS 9] a ticket that came by phone: who has it, what was written, what it is now", () => {
    const events = eventsOf(read(body()));
    expect(events.map((one) => [short(one), one.id, one.time])).toEqual([
      ["contact.created", "ticket/81/created", "2020-11-13T14:34:35.282Z"],
      [
        "contact.assigned",
        "ticket/81/owner/5/3/2020-11-13T14:34:35.333Z",
        "2020-11-13T14:34:35.333Z",
      ],
      ["contact.message", "article/104", "2020-11-13T14:34:35.318Z"],
      [
        "contact.status_changed",
        "ticket/81/status/open/2020-11-13T14:34:35.333Z",
        "2020-11-13T14:34:35.333Z",
      ],
    ]);
    expect(events.map(({ data }) => data)).toMatchObject([
      { channel: "phone", kind: "ticket", direction: "inbound", priority: "normal" },
      { agentId: "5", teamId: "3" },
      { from: "customer", visibility: "public" },
      { to: "open" },
    ]);
  });

  test("[EVENTS 9] an agent's public answer, an internal note, Zammad's own letters", () => {
    const of = (article: object) =>
      read({ ticket: body().ticket, article: { ...body().article, ...article } }).events[2]?.data;
    expect(of({ sender: "Agent", created_by_id: 5 })).toMatchObject({
      from: "agent",
      agentId: "5",
    });
    expect(of({ sender: "Agent", created_by_id: 5, internal: true })).toMatchObject({
      visibility: "internal",
    });
    expect(of({ sender: "System" })).toMatchObject({ from: "system", automated: true });
    expect(of({ sender: "Agent", created_by_id: 1 })).toMatchObject({ from: "system" });
  });
});

describe("samples", () => {
  test("[EVENTS 9] every sample is translated, or refused for a stated reason", () => {
    const became = samplesOf("zammad").map((name) => {
      const { events, refused } = dated(sample("zammad", name));
      expectToPass(events);
      for (const one of refused) expect(one.reason).not.toBe("");
      return [
        name.replace(/generic_cti_|\.json/g, ""),
        events.map(short).join(" ") || refused[0]?.code,
      ];
    });
    expect(became).toEqual([
      ["answer-event_1", "contact.answered"],
      ["answer-event_3", "contact.answered"],
      ["hangup-event_1", "contact.offered"],
      ["hangup-event_3", "contact.leg_ended contact.measured"],
      ["newcall-event_1", "contact.created"],
      ["newcall-event_2", "ignored"],
      ["newcall-event_3", "contact.created contact.queued"],
      ["newcall-event_5", "ignored"],
      ["newcall-event_7", "ignored"],
      ["newcall-event_9", "ignored"],
      [
        "webhook_payload_1",
        "contact.created contact.assigned contact.message contact.status_changed",
      ],
    ]);
  });

  test("[PRIV-1] no word of any text comes out in an event", () => {
    const OURS =
      /^event$|_at$|^state$|^direction$|^callId$|^sender$|^name$|create_article|answeringNumber|^cause$/;
    for (const name of samplesOf("zammad")) {
      const { events, refused } = dated(withCanaries(JSON.parse(sample("zammad", name)), OURS));
      expect(JSON.stringify([events, refused])).not.toMatch(/canary/i);
    }
  });
});

test("[SEC-9] any JSON is read without throwing, and what comes of it passes the door", () => {
  const odd = fc.jsonValue();
  const bodies = fc.oneof(
    fc.json(),
    fc
      .dictionary(fc.constantFrom(...Object.keys(cti("x")), "time", "cause"), odd)
      .map((more) => JSON.stringify(cti("hangup", more))),
    fc.tuple(odd, odd).map(([ticket, article]) => JSON.stringify({ ticket, article })),
  );
  fc.assert(
    fc.property(bodies, (text) => expectToPass(dated(text).events)),
    { numRuns: 500 },
  );
});

describe("who calls", () => {
  const SECRET = "a-token-of-our-own-0123456789";
  const body = Buffer.from("{}");
  const verify = (headers: Record<string, string>, query = "") =>
    zammadWebhook.verify({ url: `https://desk.example.com/x${query}`, headers, body }, [SECRET], 0)
      .ok;
  const signed = (secret: string) =>
    `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`;

  test("[SEC-8] Zammad signs the body; a telephone system has a key in a header or in its address", () => {
    expect(verify({ "x-hub-signature": signed(SECRET) })).toBe(true);
    expect(verify({ "x-hub-signature": signed("no") })).toBe(false);
    expect(verify({ "x-hub-signature": "sha1=" }, `?key=${SECRET}`)).toBe(false);
    expect(verify({ authorization: `Bearer ${SECRET}` })).toBe(true);
    expect(verify({}, `?key=${SECRET}`)).toBe(true);
    expect(verify({}, "?key=wrong-and-long-enough")).toBe(false);
    expect(verify({})).toBe(false);
  });
});
