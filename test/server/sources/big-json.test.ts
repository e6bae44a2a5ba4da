/** Reading JSON with numbers beyond 2^53: digit by digit, and at the cost of any other text. */
import { afterEach, expect, test, vi } from "vitest";
import { parseJson } from "../../../server/sources/big-json.ts";
import { chances } from "../../support/generate.ts";

afterEach(() => vi.restoreAllMocks());

/** What is meant, in the words of the language: far too slow for a page of a million numbers. */
function meant(text: string): unknown {
  const keeping = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(context?.source ?? "")
      ? context?.source
      : value;
  try {
    return {
      ok: true,
      value: JSON.parse(text, keeping as (key: string, value: unknown) => unknown),
    };
  } catch {
    return { ok: false, problem: "not_json" };
  }
}

const WORDS = [
  ...["1234567890123456789", "-1234567890123456789", "9007199254740991", "9007199254740993"],
  ...[
    "12345678901234567890.5",
    "12345678901234567890e2",
    "1.1234567890123456789",
    "01234567890123456789",
  ],
  ...[
    '"',
    '"',
    "\\",
    '\\"',
    '"a"',
    '"k":',
    '"1234567890123456789"',
    '"\\u0022 1234567890123456789 "',
  ],
  ...[":", ",", "[", "]", "{", "}", " ", "\n", "0", ".", "e5", "-", "1", "null", "é"],
];

test("[EVENTS 10.1] numbers beyond 2^53 are text wherever they stand; in strings they stay, and no JSON stays none", () => {
  const chance = chances(20_261_122);
  const word = () => WORDS[Math.floor(chance() * WORDS.length)] ?? "";
  let fine = 0;
  for (let round = 0; round < 15_000; round += 1) {
    const inside = Array.from({ length: 1 + Math.floor(chance() * 4) }, word).join("");
    for (const text of [inside, `[${inside}]`, `{"a":${inside},"b" : 1}`, `{${inside}:1}`]) {
      const read = parseJson(text);
      expect(read, text).toEqual(meant(text));
      if (read.ok) fine += 1;
    }
  }
  expect(fine).toBeGreaterThan(2_000);
});

test("[REL-11] one big number among a million others gives the parser nothing to do for each of them", () => {
  const parse = vi.spyOn(JSON, "parse");
  const indexOf = vi.spyOn(String.prototype, "indexOf");
  const read = parseJson(`[1234567890123456789${",1".repeat(1_000_000)}]`);
  const asked = [parse.mock.calls.map((call) => call.length), indexOf.mock.calls.length];
  vi.restoreAllMocks();
  expect(asked).toEqual([[1], 1]);
  expect(read.ok && (read.value as unknown[]).slice(0, 2)).toEqual(["1234567890123456789", 1]);
});

test("[REL-11] a text of big numbers without a string in it is looked through once for one", () => {
  const indexOf = vi.spyOn(String.prototype, "indexOf");
  const read = parseJson(`[1${",1234567890123456789".repeat(10_000)}]`);
  const looks = indexOf.mock.calls.length;
  vi.restoreAllMocks();
  expect(looks).toBe(1);
  expect(read.ok && (read.value as unknown[]).at(-1)).toBe("1234567890123456789");
});
