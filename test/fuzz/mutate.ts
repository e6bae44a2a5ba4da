/** Right events made wrong: in their structure, in their values, and in their bytes. Seeded. */
import { readFileSync } from "node:fs";

/** One right event of each of the 20 types (EVENTS.md section 4), and more that belong together. */
export const RIGHT: readonly Record<string, unknown>[] = readFileSync(
  new URL("../../fixtures/events/one-of-each.ndjson", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

export interface Chance {
  next(): number;
  below(limit: number): number;
  of<T>(values: readonly T[]): T;
}

export const chanceOf = (next: () => number): Chance => ({
  next,
  below: (limit) => Math.floor(next() * limit),
  of: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
});

function nested(levels: number, array: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = array ? [value] : { a: value };
  return value;
}

const INSTANTS = [
  "0000-01-01T00:00:00Z",
  "0001-01-01T00:00:00+14:00",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-03-29T02:30:00+01:00",
  "2026-10-25T02:30:00+01:00",
  "2026-03-03T24:00:00Z",
  "2026-03-03T08:00:60Z",
  "2026-03-03T08:00:00.123456789Z",
  "2026-03-03T08:00:00-23:59",
  "2026-03-03T08:00:00+99:99",
  "2999-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999-23:59",
  "+275760-09-13T00:00:00.000Z",
  "-271821-04-20T00:00:00Z",
  "2026-03-03T08:00:00",
  "2026-03-03",
  "now",
];

const TEXTS = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u{1f600}".repeat(100),
  "e\u0301",
  "\u00e9",
  "\u202egnp.exe",
  "\ufeff",
  "\uffff",
  "'; DROP TABLE log; --",
  "%_%",
  '"',
  '"quoted"',
  "|",
  "/acme/zendesk/main|contact/1",
  "contact/",
  "\n\r\t\u2028",
  "<script>alert(1)</script>",
  "=HYPERLINK(1)",
  "x".repeat(200),
  "x".repeat(201),
  "x".repeat(20_000),
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "unknown",
  "null",
  "NaN",
  "-1",
];

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-320,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
  86_400_001,
];

export function hostileValue(chance: Chance): unknown {
  switch (chance.below(8)) {
    case 0:
      return chance.of(NUMBERS);
    case 1:
    case 2:
      return chance.of(TEXTS);
    case 3:
      return chance.of(INSTANTS);
    case 4:
      return chance.of([null, true, false, [], {}, [[]], [{}], [null], ["a"]]);
    case 5:
      return nested(chance.of([1, 2, 6, 7, 8, 9, 30, 500]), chance.next() < 0.5);
    case 6:
      return structuredClone(chance.of(RIGHT));
    default:
      return Object.fromEntries(
        Array.from({ length: chance.of([1, 3, 50, 500]) }, (_, at) => [
          `k${at}`,
          chance.of(NUMBERS),
        ]),
      );
  }
}

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** A place in the tree: the object, and one of its names. */
function place(tree: Tree, chance: Chance): readonly [Tree, string] {
  let at = tree;
  for (;;) {
    const names = Object.keys(at);
    if (names.length === 0) return [at, "added"];
    const name = chance.of(names);
    const inside = at[name];
    if (!isTree(inside) || chance.next() < 0.3) return [at, name];
    at = inside;
  }
}

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toJSON",
  "then",
  "length",
  "",
  "id",
  "data",
];

/** Changes one thing in the structure. */
export function mutate(event: Tree, chance: Chance): void {
  const [at, name] = place(event, chance);
  switch (chance.below(7)) {
    case 0:
      delete at[name];
      return;
    case 1:
    case 2:
    case 3:
      define(at, name, hostileValue(chance));
      return;
    case 4:
      define(at, chance.of(NAMES), hostileValue(chance));
      return;
    case 5:
      define(at, name, chance.next() < 0.5 ? [at[name]] : { [name]: at[name] });
      return;
    default:
      define(at, name, anothers(name, chance));
  }
}

/** What another event has under this name. */
function anothers(name: string, chance: Chance): unknown {
  const other = chance.of(RIGHT);
  return Object.hasOwn(other, name) ? structuredClone(other[name]) : hostileValue(chance);
}

/** As JSON.parse would: `__proto__` is a name like any other. */
const define = (at: Tree, name: string, value: unknown): void => {
  if (Array.isArray(at) && name === "length") return;
  Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true });
};

/** Rare in life, and each touches many contacts: as often as the rest they would only cost time. */
const RARE = /membership_changed|corrected|gap/;

function rightEvent(chance: Chance): Tree {
  const event = chance.of(RIGHT);
  if (RARE.test(String(event.type)) && chance.next() < 0.9) return rightEvent(chance);
  return structuredClone(event);
}

const IDS = ["contactId", "surveyId", "agentId"];

/** How many contacts, surveys and agents there are, and how many ids each of them uses. */
const THINGS = 200;
const IDS_EACH = 12;

/**
 * An event with none to two changes. Its id and what it is about come from one small set, so that
 * memory has no reason to grow once all of it was there.
 */
export function mutatedEvent(chance: Chance): Tree {
  const event = rightEvent(chance);
  const number = chance.below(THINGS * IDS_EACH);
  event.id = `m-${number}`;
  const { data } = event;
  if (isTree(data)) {
    for (const name of IDS) if (typeof data[name] === "string") data[name] = `${number % THINGS}`;
  }
  for (let times = chance.below(3); times > 0; times -= 1) mutate(event, chance);
  return event;
}

/** Changes bytes of a text: cut, doubled, replaced, or a name that comes twice. */
export function scramble(text: string, chance: Chance): Buffer {
  const bytes = Buffer.from(text);
  switch (chance.below(6)) {
    case 0:
      return bytes.subarray(0, chance.below(bytes.length + 1));
    case 1:
      return Buffer.concat([bytes, bytes.subarray(chance.below(bytes.length + 1))]);
    case 2:
      for (let times = 0; times < 5 && bytes.length > 0; times += 1) {
        bytes[chance.below(bytes.length)] = chance.below(256);
      }
      return bytes;
    case 3:
      return Buffer.from(text.replace("{", '{"id":"twice","source":7,"data":null,'));
    case 4:
      return Buffer.from(text.replace('"data":{', '"data":{"contactId":[],"__proto__":{"x":1},'));
    default:
      return Buffer.from(Array.from({ length: chance.below(400) }, () => chance.below(256)));
  }
}
