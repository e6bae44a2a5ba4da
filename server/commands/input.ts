/** A file of any size as events, piece by piece: NDJSON, CSV with a mapping file, a queue_log. */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { CloudEvent } from "../../shared/events/event.ts";
import { connectors, openReader } from "../sources/catalog.ts";
import type { RefusedLine } from "../sources/source.ts";
import { type Options, UsageError } from "./options.ts";

export interface Piece {
  readonly events: readonly CloudEvent[];
  readonly refused: readonly RefusedLine[];
  /** How much of the file is behind us, 0 to 1. */
  readonly share: number;
}

/** Options of every command that reads files. */
export const INPUT_OPTIONS = ["connector", "mapping", "source"] as const;

export const INPUT_HELP = `  --mapping FILE    for CSV: which column means what (fixtures/sources/csv-import has examples)
  --source NAME     for CSV and queue_log: the events' source, /tenant/connector/instance
  --connector NAME  if the file's name does not tell: ${connectors.join(", ")}`;

function connectorOf(file: string, options: Options): string {
  const named = options.get("connector");
  if (named !== undefined) return named;
  if (/\.(ndjson|jsonl)$/.test(file)) return "ndjson";
  if (file.endsWith(".csv")) return "csv";
  if (basename(file).startsWith("queue_log")) return "asterisk";
  throw new UsageError(
    `cannot tell what ${file} is; say --connector, one of ${connectors.join(", ")}`,
  );
}

/** What a file of settings says. Throws UsageError when it is not there, or no JSON. */
export async function jsonOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (problem) {
    throw new UsageError(`${file}: ${problem instanceof Error ? problem.message : problem}`);
  }
}

/** Reads a file once, from its beginning. Throws UsageError when it cannot be read as asked. */
export async function* piecesOf(file: string, options: Options): AsyncIterable<Piece> {
  const connector = connectorOf(file, options);
  const source = options.get("source");
  if (connector !== "ndjson" && source === undefined) {
    throw new UsageError(`${file} needs --source /tenant/connector/instance`);
  }
  const mapping = options.get("mapping");
  const reader = openReader(connector, {
    source: source ?? "",
    ...(mapping === undefined ? {} : { mapping: await jsonOf(mapping) }),
  });
  if (!reader.ok) throw new UsageError(`${file}: ${reader.problem}`);
  const { size } = await stat(file).catch(() => {
    throw new UsageError(`there is no file ${file}`);
  });
  let bytes = 0;
  for await (const text of createReadStream(file, {
    encoding: "utf8",
    highWaterMark: 256 * 1024,
  })) {
    bytes += Buffer.byteLength(text);
    const share = Math.min(0.999, bytes / Math.max(1, size));
    yield { ...reader.value.read({ text, last: false }), share };
  }
  yield { ...reader.value.read({ text: "", last: true }), share: 1 };
}
