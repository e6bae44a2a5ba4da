/** `deskpulse figures`: figures without a server, over an in-memory store and the same fold. */
import { readFile } from "node:fs/promises";
import { BATCH_EVENTS_MAX } from "../../shared/events/limits.ts";
import { instantOf } from "../../shared/events/fields.ts";
import { orgDocument } from "../../shared/org/org.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { type Core, openCore, setOrganisation } from "../core.ts";
import { ASKED, questionOf } from "../figures/ask.ts";
import { figures } from "../figures/figure.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { eventsOf } from "./input.ts";
import { optionsOf, UsageError } from "./options.ts";

const HELP = `deskpulse figures --events FILE… --kpi ID,… [--org org.json] [--scope centre|team:ID|agent:ID]
  [--period 2026-W10|2026-03-02|2026-03|FROM/TO] [--asOf INSTANT] [--by agent|team|channel|interval|day]
  [--mapping mapping.json --source /tenant/connector/instance]   for CSV files`;

/** Long enough for everything to have matured: 30 days after the last event (golden/README). */
const AFTER_MS = 30 * DAY_MS;

type Timed = { readonly time: string; readonly source: string };

const isTimed = (input: unknown): input is Timed =>
  typeof input === "object" && input !== null && "time" in input && "source" in input;

/** Figures over files of events. With `asOf`, only what had happened by then exists. */
export async function figuresCommand(args: readonly string[]): Promise<FigureJson[]> {
  const options = optionsOf(args, ["events", "org", "mapping", "source", ...ASKED], ["help"]);
  const files = [...options.all("events"), ...options.files];
  if (options.has("help") || files.length === 0) throw new UsageError(HELP);
  const asOf = options.get("asOf");
  const until = asOf === undefined ? Infinity : instantOf(asOf);
  const inputs: unknown[] = [];
  let last = 0;
  for (const file of files) {
    const mapping = options.get("mapping");
    for await (const batch of eventsOf(file, { mapping, source: options.get("source") })) {
      for (const input of batch) {
        const at = isTimed(input) ? instantOf(input.time) : Number.NaN;
        if (at > until) continue;
        if (at > last) last = at;
        inputs.push(input);
      }
    }
  }
  const clock = manualClock(asOf === undefined ? last + AFTER_MS : until);
  const core = await openCore({ store: new MemoryStore(), clock });
  const org = options.get("org");
  if (org !== undefined) {
    await setOrganisation(core, orgDocument.parse(JSON.parse(await readFile(org, "utf8"))));
  }
  await submitAll(core, inputs);
  const { zone } = core.tail.document().organisation;
  const asked = Object.fromEntries(ASKED.map((name) => [name, options.get(name)]));
  const question = questionOf(asked, zone, clock.now());
  if (!question.ok) throw new UsageError(question.problem);
  return figures(core.tail, question.value);
}

/** Each source's events under its own name, in the order given. */
async function submitAll(core: Core, inputs: readonly unknown[]): Promise<void> {
  let batch: unknown[] = [];
  let source = "";
  const flush = async () => {
    const answer = await core.ingest.submit(source, batch);
    if (!answer.ok) throw new Error(`the events could not be taken: ${answer.problem.reason}`);
    for (const { id, path, reason } of answer.value.rejected) {
      process.stderr.write(`refused ${id ?? "an event"}: ${path} ${reason}\n`);
    }
    batch = [];
  };
  for (const input of inputs) {
    const own = isTimed(input) ? String(input.source) : source;
    if (batch.length === BATCH_EVENTS_MAX || own !== source) await flush();
    source = own;
    batch.push(input);
  }
  await flush();
  await core.tail.idle();
}
