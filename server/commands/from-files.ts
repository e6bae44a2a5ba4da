/** An engine in memory that was told what files say: `figures` and the clock of one contact start here. */
import { readFile } from "node:fs/promises";
import type { CloudEvent } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";
import type { Core } from "../core.ts";
import { AFTER_MS, feed, openInMemory } from "./in-memory.ts";
import { piecesOf } from "./input.ts";
import { type Options, UsageError } from "./options.ts";

type Warn = (line: string) => void;

export const filesOf = (options: Options): string[] => [...options.all("events"), ...options.files];

/** "Now" is `--asOf`, or long after the last event. Throws UsageError with a sentence that helps. */
export async function coreOf(options: Options, warn: Warn): Promise<Core> {
  const asOf = options.get("asOf");
  const until = asOf === undefined ? Infinity : instantOf(asOf);
  if (Number.isNaN(until)) throw new UsageError("--asOf is an RFC 3339 instant with an offset");
  const { inputs, last } = await read(options, until, warn);
  const org = options.get("org");
  const core = await openInMemory(
    asOf === undefined ? last + AFTER_MS : until,
    org === undefined ? undefined : JSON.parse(await readFile(org, "utf8")),
  );
  await feed(core, inputs, warn);
  return core;
}

/** All events of the files that had happened by `until`, and when the last one did. */
async function read(options: Options, until: number, warn: Warn) {
  const inputs: CloudEvent[] = [];
  let last = 0;
  for (const file of filesOf(options)) {
    for await (const { events, refused } of piecesOf(file, options)) {
      for (const { line, path, reason } of refused) warn(`${file}:${line}: ${path} ${reason}`);
      for (const event of events) {
        const at = instantOf(String(event?.time));
        if (at > until) continue;
        if (at > last) last = at;
        inputs.push(event);
      }
    }
  }
  return { inputs, last };
}
