/** All sources by the name of their connector, and how to read a text of one piece by piece. */
import type { CloudEvent } from "../../shared/events/event.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { asteriskQueueLog, asteriskQueueTable } from "./asterisk-queue-log.ts";
import { readMapping } from "./csv-import/mapping.ts";
import { csvImport } from "./csv-import.ts";
import { ndjson } from "./ndjson.ts";
import type { Chunk, RefusedLine, Translator } from "./source.ts";

export interface ReaderOptions {
  /** Name of the events' source, `/tenant/connector/instance`. NDJSON events bring their own. */
  readonly source: string;
  /** The mapping file's JSON, for `csv`. */
  readonly mapping?: unknown;
  /** The install's secret that turns customer references into pseudonyms (PRIV-2). */
  readonly customerKey?: string;
}

/** One text on its way through a translator: keeps the state, so it is read once, in order. */
export interface Reader {
  read(chunk: Chunk): { events: readonly CloudEvent[]; refused: readonly RefusedLine[] };
}

function readerOf<State>(translator: Translator<Chunk, State>): Reader {
  let state = translator.initial;
  return {
    read(chunk) {
      const translated = translator.translate(chunk, state);
      state = translated.state;
      return { events: translated.events, refused: translated.refused };
    },
  };
}

function openCsv({ source, mapping, customerKey }: ReaderOptions): Result<Reader, string> {
  const read = readMapping(mapping);
  if (!read.ok) return read;
  const options = { source, mapping: read.value };
  if (customerKey !== undefined) return ok(readerOf(csvImport({ ...options, customerKey })));
  return read.value.columns.customerRef === undefined || read.value.isByName
    ? ok(readerOf(csvImport(options)))
    : fail("the mapping reads customerRef, which needs the secret for customer references");
}

const OPEN: Readonly<Record<string, (options: ReaderOptions) => Result<Reader, string>>> = {
  asterisk: ({ source }) => ok(readerOf(asteriskQueueLog(source))),
  "asterisk-table": ({ source }) => ok(readerOf(asteriskQueueTable(source))),
  csv: openCsv,
  ndjson: () => ok(readerOf(ndjson)),
};

export const connectors: readonly string[] = Object.keys(OPEN);

/** Begins to read one text of a connector, or says why it cannot. */
export function openReader(connector: string, options: ReaderOptions): Result<Reader, string> {
  const open = Object.hasOwn(OPEN, connector) ? OPEN[connector] : undefined;
  return open === undefined
    ? fail(`there is no connector of this name; there are ${connectors.join(", ")}`)
    : open(options);
}
