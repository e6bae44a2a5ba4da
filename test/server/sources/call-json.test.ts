/** Bodies of calls, whoever sends them: what grows out of bounds is refused whole, by a code and a sentence. */
import { describe, expect, test } from "vitest";
import { LEVELS_MAX, VALUES_MAX } from "../../../server/sources/call-json.ts";
import { type Options, systems } from "../../../server/sources/catalog.ts";
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
