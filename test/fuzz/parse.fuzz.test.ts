/** F13, at the one function that decides: it never throws, and what it accepts it accepts again. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEvent } from "../../shared/events/event.ts";
import { random } from "../server/store/busy-events.ts";
import { chanceOf, mutatedEvent, RIGHT } from "./mutate.ts";

const SEED = Number(process.env.SEED ?? 20_261_123);

/** Any JSON value, as JSON.parse gives it. */
const anyJson = fc.json({ maxDepth: 12, stringUnit: "binary" }).map((text) => JSON.parse(text));

/** A right event with one to three of its fields, at any depth, replaced by any JSON value. */
const nearlyRight = fc
  .tuple(fc.constantFrom(...RIGHT), fc.array(fc.tuple(fc.nat(), anyJson), { maxLength: 3 }))
  .map(([right, changes]) => {
    const event: Record<string, unknown> = structuredClone(right);
    for (const [at, value] of changes) {
      const data = event.data;
      const tree =
        at % 2 === 0 && typeof data === "object" && data !== null
          ? (data as Record<string, unknown>)
          : event;
      const names = Object.keys(tree);
      const name = names[at % names.length];
      if (name !== undefined) tree[name] = value;
    }
    return event;
  });

/** What is accepted: comes back the same from the log, and is accepted again, identically. */
function expectStable(input: unknown): void {
  const parsed = parseEvent(input);
  if (!parsed.ok) {
    expect(parsed.problem.reason).not.toBe("");
    expect(parsed.problem.code).toMatch(/^(envelope|data|depth)$/);
    return;
  }
  const logged = JSON.parse(JSON.stringify(parsed.value));
  expect(logged).toEqual(parsed.value);
  expect(parseEvent(JSON.parse(JSON.stringify(input)))).toEqual(parsed);
}

test("[F13] every right event is accepted", () => {
  expect(RIGHT).toHaveLength(20);
  for (const event of RIGHT) {
    expect(parseEvent(event)).toMatchObject({ ok: true });
    expectStable(event);
  }
});

test("[F13] any JSON at all: parseEvent never throws", () => {
  fc.assert(fc.property(anyJson, expectStable), { numRuns: 5_000, seed: SEED });
});

test("[F13] any JS value at all, functions and symbols too: parseEvent never throws", () => {
  const anything = fc.anything({ withNullPrototype: true, withMap: true, withDate: true });
  fc.assert(
    fc.property(anything, (input) => {
      expect(typeof parseEvent(input).ok).toBe("boolean");
    }),
    { numRuns: 5_000, seed: SEED },
  );
});

test("[F13] nearly right events: what is accepted survives JSON, and is accepted again identically", () => {
  fc.assert(fc.property(nearlyRight, expectStable), { numRuns: 10_000, seed: SEED });
});

test("[F13] mutated events: the same", () => {
  const chance = chanceOf(random(SEED));
  for (let run = 0; run < 20_000; run += 1) {
    expectStable(JSON.parse(JSON.stringify(mutatedEvent(chance))));
  }
});

test("[F13][SEC-9] neither a name of Object.prototype nor a deep nest changes what an object is", () => {
  const text = JSON.stringify(RIGHT[0]);
  for (const name of ["__proto__", "constructor", "prototype"]) {
    const input = JSON.parse(text.replace('"data":{', `"data":{"${name}":{"polluted":true},`));
    const parsed = parseEvent(input);
    expect(parsed.ok).toBe(true);
    expect(JSON.stringify(parsed)).not.toContain("polluted");
    expect("polluted" in {}).toBe(false);
  }
});
