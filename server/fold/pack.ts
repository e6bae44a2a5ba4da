/** Entities as text for the store: what is said many times over is written once. */
import type { Entity, Parts } from "./entity.ts";
import type { Dims, Fact, Span } from "./facts/fact.ts";
import type { LogEvent } from "./log-event.ts";
import type { Entry } from "./timeline/entry.ts";

type PackedDims = [Dims["agent"], Dims["team"], Dims["queue"], Dims["channel"], Dims["direction"]];
/** Facts in a row that share instant, credit and contact; measures and values in turn. */
type PackedFacts = [number, PackedDims, string | 0, ...(Fact["measure"] | number)[]];
type PackedSpan = [Span["measure"], number, number | null, number, ...PackedDims];
/** Entries of one origin, without the timeline and contact that their place says. */
type PackedEntry = Partial<Entry>;
type PackedPart = [string, PackedEntry[]];
type Packed = [
  LogEvent[],
  PackedFacts[],
  PackedSpan[],
  number | null,
  string | null,
  Entry[],
  PackedPart[],
];

const packDims = (one: Dims): PackedDims => [
  one.agent,
  one.team,
  one.queue,
  one.channel,
  one.direction,
];

const dimsOf = ([agent, team, queue, channel, direction]: PackedDims): Dims => ({
  agent,
  team,
  queue,
  channel,
  direction,
});

const sharesWith = (a: Fact, b: Fact): boolean =>
  a.at === b.at &&
  a.agent === b.agent &&
  a.team === b.team &&
  a.queue === b.queue &&
  a.channel === b.channel &&
  a.direction === b.direction &&
  a.contact === b.contact;

function packFacts(facts: readonly Fact[]): PackedFacts[] {
  const packed: PackedFacts[] = [];
  facts.forEach((fact, index) => {
    const before = facts[index - 1];
    const { measure, value, at, contact } = fact;
    if (before !== undefined && sharesWith(before, fact)) packed.at(-1)?.push(measure, value);
    else packed.push([at, packDims(fact), contact ?? 0, measure, value]);
  });
  return packed;
}

function* factsOf([at, dims, contact, ...rest]: PackedFacts): Iterable<Fact> {
  for (let index = 0; index < rest.length; index += 2) {
    const measure = rest[index] as Fact["measure"];
    const fact = { measure, value: rest[index + 1] as number, at, ...dimsOf(dims) };
    yield contact === 0 ? fact : { ...fact, contact };
  }
}

/** Parts are never changed, only replaced, and mostly written again as they were. */
const packedParts = new WeakMap<Parts, string>();

function packParts(parts: Parts): string {
  if (parts.size === 0) return "[]";
  const known = packedParts.get(parts);
  if (known !== undefined) return known;
  const packed = JSON.stringify(
    [...parts].map(
      ([origin, entries]): PackedPart => [
        origin,
        entries.map(({ timeline: _own, ...entry }) => {
          if (!("contact" in entry) || entry.contact !== origin) return entry;
          const { contact: _, ...rest } = entry;
          return rest;
        }),
      ],
    ),
  );
  packedParts.set(parts, packed);
  return packed;
}

const HAS_CONTACT: ReadonlySet<unknown> = new Set(["leg", "visit"]);

const partsOf = (key: string, packed: readonly PackedPart[]): Parts =>
  new Map(
    packed.map(([origin, entries]) => [
      origin,
      entries.map((entry) => {
        const own = HAS_CONTACT.has(entry.kind) ? { contact: origin } : {};
        return { timeline: key, ...own, ...entry } as Entry;
      }),
    ]),
  );

/** `unpack` gives back an equal one. */
export function pack({ events, meaning, wakeAt, movedTo, parts }: Entity): string {
  const spans = meaning.spans.map((span): PackedSpan => {
    const { measure, from, to, since } = span;
    return [measure, from, to, since, ...packDims(span)];
  });
  const rest = [events, packFacts(meaning.facts), spans, wakeAt, movedTo, meaning.entries];
  return `${JSON.stringify(rest).slice(0, -1)},${packParts(parts)}]`;
}

export function unpack(key: string, body: string): Entity {
  const [events, facts, spans, wakeAt, movedTo, entries, parts] = JSON.parse(body) as Packed;
  return {
    key,
    events,
    wakeAt,
    movedTo,
    parts: partsOf(key, parts),
    meaning: {
      facts: facts.flatMap((packed) => [...factsOf(packed)]),
      spans: spans.map(([measure, from, to, since, ...dims]) => ({
        measure,
        from,
        to,
        since,
        ...dimsOf(dims),
      })),
      entries,
    },
  };
}
