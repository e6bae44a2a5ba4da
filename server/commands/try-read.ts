/** A file of any system we read, whole: as a call of it, or as a text of it. For trying, not for importing. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { CloudEvent } from "../../shared/events/event.ts";
import { parseJson } from "../sources/big-json.ts";
import { connectors, openReader, optionsProblem, pageOf, systems } from "../sources/catalog.ts";
import { recognise } from "../sources/recognise.ts";
import type { RefusedLine } from "../sources/source.ts";
import type { Wanted } from "../sources/webhook.ts";
import { digestOf } from "../sources/write-event.ts";
import { type Options, UsageError } from "./options.ts";

/** Larger files are imported, not tried. */
export const FILE_BYTES_MAX = 20 * 1024 * 1024;

export interface TriedFile {
  readonly connector: string;
  /** What it was taken for; null: as it was said. */
  readonly seen: string | null;
  readonly events: readonly CloudEvent[];
  readonly refused: readonly RefusedLine[];
  /** What the system would be asked for, to know the rest. */
  readonly fetch: readonly Wanted[];
}

export const tryable: readonly string[] = [
  ...connectors,
  ...Object.keys(systems).filter((name) => systems[name]?.webhook !== undefined),
];

async function textOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) throw new UsageError(`there is no file ${file}`);
  if (found.size > FILE_BYTES_MAX) {
    throw new UsageError(`${file} is larger than 20 MB: try a part of it, or import it`);
  }
  return readFile(file, "utf8");
}

async function optionsIn(file: string | undefined): Promise<unknown> {
  if (file === undefined) return undefined;
  try {
    return JSON.parse(await textOf(file));
  } catch (problem) {
    if (problem instanceof UsageError) throw problem;
    throw new UsageError(`${file} is not JSON`);
  }
}

/** By its option, its content, or its name; why it counts for nothing is said in one sentence. */
function knownAs(file: string, text: string, options: Options) {
  const named = options.get("connector");
  if (named !== undefined) return { connector: named, seen: null };
  const seen = recognise(text);
  const what = seen === null ? null : `${seen.system}: ${seen.kind}`;
  if (seen?.refused !== undefined) throw new UsageError(`${file} is ${what}; ${seen.refused}`);
  if (seen !== null && seen.connector !== null) return { connector: seen.connector, seen: what };
  if (basename(file).startsWith("queue_log")) return { connector: "asterisk", seen: null };
  throw new UsageError(
    `${file} looks like nothing we know; say --connector, one of ${tryable.join(", ")}`,
  );
}

/** As a caller would have said it. */
const typeOf = (text: string): string =>
  /^\s*[{[]/.test(text) ? "application/json" : "application/x-www-form-urlencoded";

/** An address or number of a customer is shown to nobody, here neither (PRIV-2). */
function veiled(event: CloudEvent): CloudEvent {
  const { customerRef } = event?.data ?? {};
  if (typeof customerRef !== "string") return event;
  return { ...event, data: { ...event.data, customerRef: `c:${digestOf(customerRef)}` } };
}

/** A batch as the door takes it, `[{…}, {…}]`, is told one a line. */
function asLines(text: string): string {
  const whole = parseJson(text);
  if (!whole.ok) return text;
  const all = Array.isArray(whole.value) ? whole.value : [whole.value];
  return all.map((one) => JSON.stringify(one)).join("\n");
}

/** Reads the whole file. Throws UsageError with a sentence that helps. */
export async function readTried(file: string, options: Options): Promise<TriedFile> {
  const text = await textOf(file);
  const { connector, seen } = knownAs(file, text, options);
  const source = options.get("source") ?? `/try/${connector}/file`;
  const mapping = await optionsIn(options.get("mapping"));
  const known = { connector, seen };
  if (connectors.includes(connector)) {
    const reader = openReader(connector, {
      source,
      ...(mapping === undefined ? {} : { mapping }),
    });
    if (!reader.ok) throw new UsageError(`${file}: ${reader.problem}`);
    const { events, refused } = reader.value.read({
      text: connector === "ndjson" ? asLines(text) : text,
      last: true,
    });
    return { ...known, events: events.map(veiled), refused, fetch: [] };
  }
  const system = Object.hasOwn(systems, connector) ? systems[connector] : undefined;
  if (system?.webhook === undefined) {
    throw new UsageError(`there is no connector ${connector}; there are ${tryable.join(", ")}`);
  }
  const own = (mapping ?? {}) as Readonly<Record<string, unknown>>;
  const wrong = optionsProblem(`/try/${connector}/file`, own);
  const webhook = wrong === null ? system.webhook(own) : null;
  if (webhook === null) {
    throw new UsageError(
      `${connector}: ${wrong}; --mapping FILE is what its connection would say (${pageOf(connector)})`,
    );
  }
  const read = webhook.translate({ text, headers: { "content-type": typeOf(text) } }, source);
  return {
    ...known,
    events: read.events.map(veiled),
    refused: read.refused,
    fetch: read.fetch ?? [],
  };
}
