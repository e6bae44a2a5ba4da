/** Surveys of any tool by its calls and a mapping (EVENTS.md 10.8). */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { surveyMapping } from "../../../server/sources/survey/mapping.ts";
import { at, pathOf } from "../../../server/sources/survey/paths.ts";
import { surveyWebhook } from "../../../server/sources/survey.ts";
import { eventsOf, expectToPass, readBy, short } from "./foreign.ts";

const OWN = join(import.meta.dirname, "../../../fixtures/sources/survey");
const fixture = (name: string) => JSON.parse(readFileSync(join(OWN, name), "utf8"));

function webhookOf(mapping: unknown) {
  const webhook = surveyWebhook(mapping);
  if (webhook === null) throw new Error(surveyMapping.safeParse(mapping).error?.message);
  return webhook;
}

const NPS = {
  kind: "nps",
  fields: { surveyId: "id", time: "at", score: "score", comment: "text", customer: "person.email" },
};
const answer = (more: object = {}) => ({
  id: 7,
  at: "2026-03-03T09:30:00+01:00",
  score: 9,
  text: "Canary",
  person: { email: "A@Example.test" },
  ...more,
});

describe("a mapping", () => {
  test("[EVENTS 10.8] a plain answer: what was asked for, and not its words", () => {
    const [event] = eventsOf(readBy(webhookOf(NPS))(answer()));
    expect(event).toMatchObject({
      type: "deskpulse.survey.answered.v1",
      time: "2026-03-03T08:30:00.000Z",
      data: {
        surveyId: "7",
        kind: "nps",
        score: 9,
        scale: { min: 0, max: 10 },
        hasComment: true,
        customerRef: "mailto:a@example.test",
      },
    });
    expect(JSON.stringify(event)).not.toContain("Canary");
  });

  test.each(["csat-form", "ces-list"])("[EVENTS 10.8] %s: as its tool posts it", (name) => {
    const { mapping, body, headers, events } = fixture(`${name}.json`);
    const read = eventsOf(readBy(webhookOf(mapping), headers)(body));
    expect(read.map((one) => ({ type: short(one), time: one.time, data: one.data }))).toEqual(
      events,
    );
  });

  test.each([
    [{ score: 4.5 }, "data", "score"],
    [{ score: "8.7" }, "data", "score"],
    [{ score: 11 }, "data", "score"],
    [{ score: -1 }, "data", "score"],
    [{ score: "good" }, "data", "score"],
    [{ score: null }, "ignored", "score"],
    [{ at: "2026-03-03 09:30" }, "data", "time"],
    [{ at: null }, "data", "time"],
    [{ id: "" }, "data", "surveyId"],
  ])("[R4][EVENTS 5] %j is refused for a stated reason", (more, code, path) => {
    const { events, refused } = readBy(webhookOf(NPS))(answer(more));
    expect(events).toEqual([]);
    expect(refused).toMatchObject([{ code, path }]);
  });

  test("[EVENTS 5] sent again it is the same; changed it is another answer of the same survey", () => {
    const read = readBy(webhookOf({ ...NPS, fields: { ...NPS.fields, updatedAt: "changed" } }));
    const [first] = eventsOf(read(answer()));
    expect(eventsOf(read(answer()))).toEqual([first]);
    const [changed] = eventsOf(read(answer({ score: 3, changed: 1772530200 })));
    expect(changed?.id).not.toBe(first?.id);
    expect(changed).toMatchObject({
      entityversion: "2026-03-03T09:30:00.000Z",
      data: { surveyId: "7", score: 3 },
    });
  });

  test("[EVENTS 10.8] only what it reads, and when it was asked", () => {
    const mapping = {
      ...NPS,
      only: { path: "type", is: ["response"] },
      fields: { ...NPS.fields, sentAt: "asked" },
    };
    const read = readBy(webhookOf(mapping));
    expect(read(answer({ type: "bounce" })).refused).toMatchObject([
      { code: "ignored", path: "only" },
    ]);
    const both = eventsOf(read(answer({ type: "response", asked: 1772440200 })));
    expect(both.map(short)).toEqual(["survey.sent", "survey.answered"]);
  });

  test.each([
    [{}],
    [{ ...NPS, kind: "csat" }],
    [{ ...NPS, kind: "rating" }],
    [{ ...NPS, more: 1 }],
    [{ ...NPS, fields: { ...NPS.fields, score: "a..b" } }],
    [{ ...NPS, fields: { surveyId: "id", time: "at" } }],
    [{ ...NPS, proof: { kind: "hmac" } }],
    ["text"],
  ])("[EVENTS 10.8] %j is no mapping", (mapping) => {
    expect(surveyWebhook(mapping)).toBeNull();
  });

  test("[SEC-9] paths go where they say, and nowhere else", () => {
    const body = {
      a: [
        { id: { x: "q1" }, n: 1 },
        { id: { x: "q2" }, n: 2 },
      ],
      "b.c": 3,
    };
    const value = (text: string) => at(body, pathOf(text) ?? []);
    expect(
      ["$.a[1].n", "a[id.x=q2].n", "a[id.x=q9].n", '["b.c"]', "a.n", "a[7].n"].map(value),
    ).toEqual([2, 2, undefined, 3, undefined, undefined]);
    expect(value("constructor.name")).toBeUndefined();
    for (const odd of ["", ".", "a[", "a[-1]", "a b", "$"]) {
      const steps = pathOf(odd);
      expect([odd, odd === "$" ? null : steps]).toEqual([odd, null]);
    }
  });

  test("[SEC-9] an object or a list where a word should stand is none, whatever it says of itself", () => {
    const score = { path: "answers[ref=q1].number", values: { "[object Object]": 9, ok: 8 } };
    const only = { path: "type", is: ["x"] };
    const read = readBy(webhookOf({ ...NPS, only, fields: { ...NPS.fields, score } }));
    const odd = [{ toString: 1 }, JSON.parse("[[[[[[[[1]]]]]]]]"), { valueOf: null }, {}];
    for (const said of odd) {
      const body = (type: unknown, ref: unknown, number: unknown) =>
        read(answer({ type, answers: [{ ref, number }] }));
      expect(body(said, "q1", "ok").refused).toMatchObject([{ path: "only" }]);
      expect(body("x", said, "ok").refused).toMatchObject([{ path: "score" }]);
      expect(body("x", "q1", said).refused).toMatchObject([{ path: "score" }]);
    }
    expect(
      read(answer({ type: "x", answers: [{ ref: "q1", number: "ok" }] })).events,
    ).toMatchObject([{ data: { score: 8 } }]);
  });

  test("[EVENTS 10.8] of a form what comes once is a word, what comes again or as a list is a list, in order", () => {
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const score = (path: string) => {
      const mapping = { ...NPS, fields: { ...NPS.fields, score: path } };
      const body = "id=7&at=2026-03-03T08:30:00Z&one=1&two=2&two=3&list[]=4&list[]=5&two=6";
      return eventsOf(readBy(webhookOf(mapping), form)(body)).map(({ data }) => data.score);
    };
    const paths = ["one", "two[0]", "two[1]", "two[2]", "list[0]", "list[1]"];
    expect(paths.map(score)).toEqual([[1], [2], [3], [6], [4], [5]]);
  });

  test("[SEC-9] any JSON is read without throwing, and what comes of it passes the door", () => {
    const read = readBy(webhookOf({ ...NPS, list: undefined }));
    const bodies = fc.oneof(
      fc.json(),
      fc
        .dictionary(fc.constantFrom("id", "at", "score", "text", "person"), fc.jsonValue())
        .map((more) => JSON.stringify(answer(more))),
    );
    fc.assert(
      fc.property(bodies, (text) => expectToPass(read(text).events)),
      { numRuns: 500 },
    );
  });
});

describe("who calls", () => {
  const SECRET = "a-secret-of-our-own-0123456789";
  const NOW = Date.parse("2026-03-03T08:30:00Z");
  const body = Buffer.from('{"score":9}');
  const verify = (proof: object, headers: Record<string, string>, query = "") =>
    webhookOf({ ...NPS, proof }).verify(
      { url: `https://desk.example.com/x${query}`, headers, body },
      [SECRET],
      NOW,
    ).ok;
  const hmac = (algorithm: string, encoding: "hex" | "base64", text = "") =>
    createHmac(algorithm, SECRET).update(text).update(body).digest(encoding);

  test("[SEC-8] by a key in a header, or in the address where the mapping says so", () => {
    expect(verify({ kind: "key" }, { "x-deskpulse-key": SECRET })).toBe(true);
    expect(verify({ kind: "key" }, {}, `?key=${SECRET}`)).toBe(false);
    expect(verify({ kind: "address" }, {}, `?key=${SECRET}`)).toBe(true);
    expect(verify({ kind: "address" }, {}, "?key=another-secret-0123456789")).toBe(false);
  });

  test("[SEC-8] by a signature, in the form of the tool", () => {
    const plain = { kind: "hmac", header: "X-Signature" };
    expect(verify(plain, { "x-signature": hmac("sha256", "hex") })).toBe(true);
    expect(verify(plain, { "x-signature": hmac("sha512", "hex") })).toBe(false);
    expect(verify(plain, {})).toBe(false);
    const typeform = { ...plain, encoding: "base64", prefix: "sha256=" };
    expect(verify(typeform, { "x-signature": `sha256=${hmac("sha256", "base64")}` })).toBe(true);
    expect(verify(typeform, { "x-signature": hmac("sha256", "base64") })).toBe(false);
    const timed = { ...plain, timestamp: "X-Time" };
    const signed = (time: string) => ({
      "x-signature": hmac("sha256", "hex", `${time}.`),
      "x-time": time,
    });
    expect(verify(timed, signed(String(NOW / 1000)))).toBe(true);
    expect(verify(timed, signed(String(NOW / 1000 - 301)))).toBe(false);
    expect(verify(timed, { ...signed(String(NOW / 1000)), "x-time": "1" })).toBe(false);
  });
});
