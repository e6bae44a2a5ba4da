/** `deskpulse try-source FILE`: what a payload becomes, event by event, and which figures it would change. */
import { readFile } from "node:fs/promises";
import { type OrgInput, orgDocument } from "../../shared/org/org.ts";
import { createFormat } from "../../shared/text/format.ts";
import { STEPS_MAX, type Step, type Tried, tryEvents } from "../explain/try-events.ts";
import { optionsOf, UsageError } from "./options.ts";
import { readTried, type TriedFile, tryable } from "./try-read.ts";

const HELP = `deskpulse try-source FILE shows what a payload becomes, event by event, and which figures it would change
Nothing is kept and nothing is sent. The file: one call of a system as it came, a list or one a line of them,
NDJSON, a CSV with its mapping, a queue_log; at most 20 MB.
  --connector NAME  if the file does not tell: ${tryable.join(", ")}
  --mapping FILE    for CSV and surveys: what means what; for others what their connection says
  --source NAME     the events' source, /tenant/connector/instance   (default /try/CONNECTOR/file)
  --org FILE        the organisation, so that ids have teams          (fixtures/org.json is one)
  --json            the same as JSON`;

export interface TrySource extends TriedFile, Tried {}

/** Reads and tries the file. Throws UsageError with a sentence that helps. */
export async function trySource(args: readonly string[]): Promise<TrySource> {
  const options = optionsOf(args, ["connector", "mapping", "source", "org"], ["help", "json"]);
  const [file, ...others] = options.files;
  if (options.has("help") || file === undefined || others.length > 0) throw new UsageError(HELP);
  const read = await readTried(file, options);
  return { ...read, ...(await tryEvents(read.events, await orgIn(options.get("org")))) };
}

async function orgIn(file: string | undefined): Promise<OrgInput | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch(() => "");
  try {
    return orgDocument.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is no description of an organisation; fixtures/org.json is one`);
  }
}

export async function trySourceCommand(
  args: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  const tried = await trySource(args);
  if (args.includes("--json")) return say(JSON.stringify(tried, null, 2));
  for (const line of linesOf(tried)) say(line);
}

const became = ({ became: what }: Step): string =>
  typeof what === "string"
    ? what === "repeat"
      ? "  a repeat: it counts once"
      : ""
    : `  refused: ${what.path} ${what.reason}`;

function* stepLines(step: Step, at: number): Iterable<string> {
  const { type, time, about, id, data, changes } = step;
  yield `${at + 1}. ${type} of ${about ?? "nothing"} at ${time}${became(step)}`;
  yield `   id ${id}`;
  yield `   ${JSON.stringify(data)}`;
  for (const { measure, value, times, kpis } of changes) {
    const read = kpis.length === 0 ? "" : `: ${kpis.join(", ")}`;
    yield `   ${times === 1 ? "+" : "−"} ${measure} = ${value}${read}`;
  }
}

/** As people read it; every line is of one event, one refusal or one figure. */
export function* linesOf(tried: TrySource): Iterable<string> {
  const { connector, seen, events, refused, fetch, steps, more, figures } = tried;
  yield `read as ${connector}${seen === null ? "" : ` (${seen})`}: ${events.length} events, ${refused.length} refused or ignored`;
  for (const [at, step] of steps.entries()) yield* stepLines(step, at);
  if (more > 0) yield `… and ${more} more: the first ${STEPS_MAX} are shown, all are counted`;
  for (const { line, code, path, reason } of refused) {
    yield `record ${line}: ${code === "ignored" ? "ignored" : "refused"}: ${path} ${reason}`;
  }
  for (const { kind, id } of fetch) yield `would ask the system for ${kind} ${id}`;
  if (figures.length === 0) yield "it would change no figure by itself";
  else yield "figures it would change, as if nothing else were there:";
  const format = createFormat("en-GB");
  for (const { kpi, value, unit, n } of figures) {
    yield `  ${kpi.padEnd(28)} ${format.value(value, unit, kpi)}  n=${n}`;
  }
}
