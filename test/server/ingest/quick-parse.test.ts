/** [PARSE1] The generated parser and the schema are one truth: compared over real and mutated events. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { simulate } from "../../../server/demo/centre.ts";
import { quickParse } from "../../../server/ingest/quick-parse.ts";
import { type CloudEvent, parseEvent } from "../../../shared/events/event.ts";

const FROM = Date.parse("2026-03-16T00:00:00+01:00");

function firstEvents(count: number): CloudEvent[] {
  const events: CloudEvent[] = [];
  for (const { event } of simulate({ seed: "parse", from: FROM })) {
    events.push(JSON.parse(JSON.stringify(event)));
    if (events.length === count) break;
  }
  return events;
}

const events = firstEvents(5_000);

/** One change somewhere: a field gone, renamed, added, or with a value of another kind. */
const odd = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.constant(""),
  fc.constant("x".repeat(201)),
  fc.constant("2026-02-30T00:00:00Z"),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.string(),
  fc.constant([]),
  fc.constant({ deep: { deeper: [[[[[[1]]]]]] } }),
);

interface Mutation {
  readonly where: "envelope" | "data";
  readonly at: number;
  readonly name: string | null;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  where: fc.constantFrom("envelope", "data"),
  at: fc.nat(20),
  name: fc.option(fc.constantFrom("extra", "__proto__", "agentId", "entityversion", "quality")),
  value: odd,
});

function mutated(event: CloudEvent, { where, at, name, value }: Mutation): unknown {
  const copy = JSON.parse(JSON.stringify(event));
  const target = where === "data" ? copy.data : copy;
  if (typeof target !== "object" || target === null) return copy;
  const names = Object.keys(target);
  const field = name ?? names[at % names.length] ?? "id";
  Object.defineProperty(target, field, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return JSON.parse(JSON.stringify(copy));
}

test("[PARSE1] nearly every event takes the quick way, with the schema's own result", () => {
  let quick = 0;
  for (const event of events) {
    const parsed = parseEvent(event);
    expect(parsed.ok).toBe(true);
    const own = quickParse(event);
    if (own === null || !parsed.ok) continue;
    quick += 1;
    expect(JSON.stringify(own.data)).toBe(JSON.stringify(parsed.value.data));
    expect(own).toEqual(parsed.value);
  }
  expect(quick).toBeGreaterThan(0.95 * events.length);
});

test("[PARSE1] the quick way never accepts what the schema refuses, nor reads it differently", () => {
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.array(mutation, { maxLength: 3 }), (event, all) => {
      const input = all.reduce<unknown>((one, next) => mutated(one as CloudEvent, next), event);
      const own = quickParse(input);
      if (own === null) return;
      const parsed = parseEvent(input);
      expect(parsed).toEqual({ ok: true, value: own });
    }),
    { numRuns: 5_000 },
  );
});
