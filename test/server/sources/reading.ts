/** Helpers of the source tests: fixtures, texts in pieces, and a look at what came out. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readMapping } from "../../../server/sources/csv-import/mapping.ts";
import { csvImport } from "../../../server/sources/csv-import.ts";
import type { Chunk, RefusedLine, Translator } from "../../../server/sources/source.ts";
import { type CloudEvent, type EventType, parseEvent } from "../../../shared/events/event.ts";

export const fixture = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/sources/${name}`, import.meta.url), "utf8");

const beside = fileURLToPath(new URL("../../../../shared/", import.meta.url));
if (!existsSync(beside)) process.stderr.write(`skipped: no test material in ${beside}\n`);

/** Test material beside the project. It is never part of it, so it may be absent. */
export const outside = (name: string): string | null =>
  existsSync(beside + name) ? readFileSync(beside + name, "utf8") : null;

export interface Read<State> {
  readonly events: CloudEvent[];
  readonly refused: RefusedLine[];
  readonly state: State;
}

/** Reads a text, cut every `size` characters. */
export function readAll<State>(
  translator: Translator<Chunk, State>,
  text: string,
  size = text.length + 1,
  from: State = translator.initial,
): Read<State> {
  const events: CloudEvent[] = [];
  const refused: RefusedLine[] = [];
  let state = from;
  for (let at = 0; at === 0 || at < text.length; at += size) {
    const last = at + size >= text.length;
    const translated = translator.translate({ text: text.slice(at, at + size), last }, state);
    events.push(...translated.events);
    refused.push(...translated.refused);
    state = translated.state;
  }
  return { events, refused, state };
}

export function csvOf(mapping: unknown, source = "/acme/csv/test") {
  const read = readMapping(mapping);
  if (!read.ok) throw new Error(read.problem);
  return csvImport({ source, mapping: read.value, customerKey: "a test secret" });
}

/** What an expected file holds, a line each: events without constants, then refusals. */
export const told = ({ events, refused }: Pick<Read<unknown>, "events" | "refused">) => [
  ...events.map(({ type, time, quality, data }) => ({
    type: type.slice("deskpulse.".length, -".v1".length),
    time,
    ...(quality === undefined ? {} : { quality }),
    data,
  })),
  ...refused.map(({ line, path, reason }) => ({ line, path, reason })),
];

export const expected = (name: string): unknown[] =>
  fixture(name)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

export const refusedByTheDoor = (events: readonly CloudEvent[]) =>
  events.map(parseEvent).filter((parsed) => !parsed.ok);

/** The data of all events of one type. */
export const ofType = (events: readonly CloudEvent[], type: EventType) =>
  events.filter((event) => event.type === `deskpulse.${type}.v1`).map((event) => event.data);

export const idsOf = (events: readonly CloudEvent[]): string[] =>
  events.map((event) => event.id).sort();

export const sumOf = (data: readonly Record<string, unknown>[], field: string): number =>
  data.reduce((sum, one) => sum + Number(one[field]), 0);
