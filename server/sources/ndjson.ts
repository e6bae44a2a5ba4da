/** NDJSON: one CloudEvent per line, passed on as it is. What is no event is refused by its line. */
import { type CloudEvent, cloudEvent, parseEvent } from "../../shared/events/event.ts";
import { EVENT_BYTES_MAX } from "../../shared/events/limits.ts";
import { LINES_START, type LinesState, splitLines } from "./lines.ts";
import type { Chunk, RefusedLine, Translator } from "./source.ts";

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const EMPTY = /^\s*$/;
const TOO_LONG = { code: "size", path: "", reason: "is longer than an event may be" } as const;
const NOT_JSON = { code: "envelope", path: "", reason: "is not JSON" } as const;

export const ndjson: Translator<Chunk, LinesState> = {
  connector: "ndjson",
  initial: LINES_START,
  translate(chunk, state) {
    const events: CloudEvent[] = [];
    const refused: RefusedLine[] = [];
    const split = splitLines(chunk, state, EVENT_BYTES_MAX);
    for (const { line, text } of split.lines) {
      if (text === null) {
        refused.push({ line, ...TOO_LONG });
        continue;
      }
      if (EMPTY.test(text)) continue;
      const input = jsonIn(text);
      const parsed = parseEvent(input);
      if (parsed.ok) events.push(cloudEvent.parse(input));
      else refused.push({ line, ...(input === undefined ? NOT_JSON : parsed.problem) });
    }
    return { events, refused, state: split.state };
  },
};
