/** Events from a file: NDJSON as it is. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { UsageError } from "./options.ts";

export interface InputOptions {
  readonly mapping: string | undefined;
  readonly source: string | undefined;
}

const LINES_PER_BATCH = 500;

/** Parsed events in batches. A line that is not JSON is passed on as text, and refused at the door. */
export async function* eventsOf(file: string, options: InputOptions): AsyncIterable<unknown[]> {
  if (file.endsWith(".csv") && options.mapping === undefined) {
    throw new UsageError("a CSV file needs --mapping FILE, which names its columns");
  }
  let batch: unknown[] = [];
  for await (const line of createInterface({ input: createReadStream(file, "utf8") })) {
    if (line.trim() === "") continue;
    batch.push(parseLine(line));
    if (batch.length < LINES_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
