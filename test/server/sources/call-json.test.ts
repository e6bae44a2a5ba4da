/** Bodies of calls, whoever sends them: what grows out of bounds is refused whole, by a code and a sentence. */
import { describe, expect, test } from "vitest";
import { LEVELS_MAX, VALUES_MAX } from "../../../server/sources/call-json.ts";
import { type Options, systems } from "../../../server/sources/catalog.ts";
import { MADE_MAX } from "../../../server/sources/outcome.ts";
import { zammadWebhook } from "../../../server/sources/zammad.ts";
import { readBy } from "./foreign.ts";

const called = Object.entries(systems).flatMap(([name, { webhook, options }]) => {
  const made = webhook?.((options?.example ?? {}) as Options) ?? null;
  // Lines of FreeSWITCH are headers.
  return made === null ? [] : [{ name, read: readBy(made), hasLines: name !== "freeswitch" }];
});
/** So many lists in each other, and one in the innermost. */
const nested = (levels: number) => `${"[".repeat(levels)}1${"]".repeat(levels)}`;

describe.each(called)("$name", ({ read, hasLines }) => {
  test("[SEC-9] what is nested too deep is refused for that, alone, a line each, and inside", () => {
    const deep = nested(50_000);
    const lines = hasLines ? [`{"a":1}\n{"b":${deep}}`] : [];
    for (const body of [deep, `{"a":${deep}}`, nested(LEVELS_MAX + 1), ...lines]) {
      const { events, refused } = read(body);
      expect(events).toEqual([]);
      expect(refused).toEqual([
        { line: 1, code: "depth", path: "", reason: "is nested deeper than 16 levels" },
      ]);
    }
    expect(read(nested(LEVELS_MAX)).refused).not.toContainEqual(
      expect.objectContaining({ code: "depth" }),
    );
  });

  test("[REL-11] a megabyte of next to nothing is one refusal, as a list and a line each", () => {
    const ones = Array.from({ length: VALUES_MAX + 1 }, () => 1);
    const lines = hasLines ? [ones.join("\n")] : [];
    for (const body of [JSON.stringify(ones), JSON.stringify({ x: [ones] }), ...lines]) {
      const { events, refused } = read(body);
      expect(events).toEqual([]);
      expect(refused).toEqual([expect.objectContaining({ code: "size", path: "" })]);
    }
  });
});

test("[SEC-9] there is a call to be read of nearly every system", () => {
  expect(called.length).toBeGreaterThan(8);
});

test("[REL-11] one body becomes so many events and no more: what follows is refused, and not read", () => {
  const salesforce = called.find(({ name }) => name === "salesforce");
  const header = { entityName: "Case", changeType: "DELETE", sequenceNumber: 1, commitNumber: 1 };
  const recordIds = Array.from({ length: 2_000 }, (_, at) => `500${at}`);
  const one = { ...header, commitTimestamp: Date.UTC(2026, 2, 3), recordIds };
  const bodyOf = (length: number) => Array.from({ length }, () => ({ ChangeEventHeader: one }));
  const all = salesforce?.read(bodyOf(10));
  expect([all?.events.length, all?.refused]).toEqual([MADE_MAX, []]);
  const more = salesforce?.read(bodyOf(60));
  expect(more?.events.length).toBe(MADE_MAX + 2_000);
  expect(more?.refused).toEqual([
    { line: 12, code: "size", path: "", reason: expect.stringMatching(/^was read so far/) },
  ]);
});

describe.each([
  ["zendesk", (many: unknown[]) => Array.from({ length: 25 }, () => ({ ticket_events: many }))],
  ["intercom", (many: unknown[]) => Array.from({ length: 25 }, () => conversation(many))],
  ["dynamics", (many: unknown[]) => Array.from({ length: 25 }, () => page(many))],
])("%s", (connector, bodyOf) => {
  test("[REL-11] pages within a list become so many refusals and no more", () => {
    const read = called.find(({ name }) => name === connector)?.read;
    const refused = read?.(bodyOf(Array.from({ length: 5_000 }, () => 1))).refused ?? [];
    expect(refused.at(-1)).toMatchObject({ code: "size" });
    expect(refused.length).toBeLessThan(MADE_MAX + 5_002);
  });
});

const page = (value: unknown[]) => ({ "@odata.context": "x#incidents", value });
const conversation = (conversation_parts: unknown[]) => ({
  type: "conversation",
  id: "1",
  created_at: 1_772_526_600,
  conversation_parts: { conversation_parts },
});

describe("a form", () => {
  const FORM = { "content-type": "application/x-www-form-urlencoded" };
  const read = readBy(zammadWebhook, FORM);

  test("[REL-11] of more fields than anybody asks is refused for that, before it is read", () => {
    for (const body of ["a&".repeat(1_000), "a[]=1&b=2&".repeat(50_000)]) {
      expect(read(body)).toEqual({
        events: [],
        refused: [{ line: 1, code: "size", path: "", reason: "has more than 1000 fields" }],
      });
    }
    expect(read("a&".repeat(999))).toMatchObject({ refused: [{ code: "envelope" }] });
  });
});
