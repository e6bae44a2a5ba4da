/** The line that people paste into mails: it comes back whole, or says what happened to it. */
import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { crc32 } from "../../shared/wire/crc32.ts";
import { type Passport, parsePassport, printPassport } from "../../shared/wire/passport.ts";

const one: Passport = {
  kpi: "aht.mean",
  version: 2,
  scope: "team:returns",
  channel: "phone",
  period: "2026-W10",
  from: Date.parse("2026-03-01T23:00:00Z"),
  to: Date.parse("2026-03-08T23:00:00Z"),
  zone: "Europe/Amsterdam",
  n: 123,
  numerator: 45678,
  denominator: 123,
  value: 45678 / 123,
  at: Date.parse("2026-03-09T08:00:00Z"),
  org: 1772000000000,
  log: 12345,
  fold: 1,
};
const LINE =
  "deskpulse:1 aht.mean@2 scope=team:returns channel=phone period=2026-W10 from=2026-03-01T23:00:00.000Z to=2026-03-08T23:00:00.000Z zone=Europe/Amsterdam n=123 numerator=45678 denominator=123 value=371.3658536585366 at=2026-03-09T08:00:00.000Z org=1772000000000 log=12345 fold=1 check=";

test("[PASS1] one line of words that people can compare", () => {
  const line = printPassport(one);
  expect(line.slice(0, -8)).toBe(LINE);
  expect(parsePassport(line)).toEqual({ ok: true, value: one });
});

test("[PASS1] a mail may quote it, break its lines and put text around it", () => {
  const mailed = `Hi, see:\n> ${printPassport(one).replaceAll(" ", "\n> ")}\n> regards`;
  expect(parsePassport(mailed)).toEqual({ ok: true, value: one });
});

test("[PASS2] a mistyped one is told from a wrong one", () => {
  const problem = (text: string) => {
    const parsed = parsePassport(text);
    return parsed.ok ? null : parsed.problem;
  };
  const line = printPassport(one);
  expect(problem(line.replace("n=123", "n=124"))).toMatch(/mistyped/);
  expect(problem(line.replace("W10", "W11"))).toMatch(/mistyped/);
  expect(problem(line.slice(0, -20))).toMatch(/not whole/);
  expect(problem("hello")).toMatch(/begins with deskpulse:1/);
  expect(problem(line.replace("deskpulse:1", "deskpulse:9"))).toMatch(/newer/);
});

const word = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("a b", "100 %", "a=b", "ann@/acme/zendesk", "'$(x)'", "-", "a\nb", "é"),
);
const instant = fc.integer({ min: 0, max: 4e12 });
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const maybe = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined });

test("[PASS1] whatever is in it comes back exactly, numbers to the last bit", () => {
  const passports = fc
    .record({
      kpi: fc.constantFrom("csat.score", "frt.p50"),
      version: fc.integer({ min: 1, max: 99 }),
      scope: word,
      channel: maybe(word),
      direction: maybe(word),
      queue: maybe(word),
      by: maybe(word),
      period: word,
      from: instant,
      to: instant,
      zone: word,
      calendar: maybe(word),
      asOf: maybe(instant),
      n: fc.nat(),
      numerator: number,
      denominator: fc.option(number),
      value: fc.option(number),
      at: instant,
      org: instant,
      log: fc.nat(),
      fold: fc.nat(9),
    })
    .map((drawn) =>
      Object.fromEntries(Object.entries(drawn).filter(([, value]) => value !== undefined)),
    ) as fc.Arbitrary<Passport>;
  fc.assert(
    fc.property(passports, (drawn) => {
      const line = printPassport(drawn);
      expect(line).toMatch(/^[\w.~:/@+,%=-]+( [\w.~:/@+,%=-]+)*$/);
      const parsed = parsePassport(line);
      const zeroes = (value: unknown) => (Object.is(value, -0) ? 0 : value);
      const plain = Object.fromEntries(
        Object.entries(drawn).map(([name, value]) => [name, zeroes(value)]),
      );
      expect(parsed).toEqual({ ok: true, value: plain });
    }),
    { numRuns: 500 },
  );
});

test("[PASS2] the check is CRC-32", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(crc32(text)).toBe(zlibCrc32(text).toString(16).padStart(8, "0"));
    }),
  );
});
