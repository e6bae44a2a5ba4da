/** `deskpulse figures`: figures without a server, over an in-memory store and the same fold. */
import { readFile } from "node:fs/promises";
import type { CloudEvent } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";
import { manualClock } from "../../shared/time/clock.ts";
import { DAY_MS } from "../../shared/time/interval.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { openCore, setOrganisation } from "../core.ts";
import { ASKED, questionOf } from "../figures/ask.ts";
import { figures } from "../figures/figure.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import { INPUT_HELP, INPUT_OPTIONS, piecesOf } from "./input.ts";
import { type Options, optionsOf, UsageError } from "./options.ts";
import { submitAll } from "./submit.ts";

const HELP = `deskpulse figures --events FILE… --kpi ID,ID… prints figures as JSON, without a server
  --org FILE        the organisation (fixtures/org.json is one)
  --scope           centre, team:ID or agent:ID                (default centre)
  --period          2026-W10, 2026-03-02, 2026-03 or FROM/TO   (default: the day of the last event)
  --asOf INSTANT    only what had happened by then, and "now" for what is open or waiting
  --by              agent, team, channel, interval or day
  --channel --direction --queue   narrow it down
${INPUT_HELP}`;

/** Without `asOf`, "now" is long enough after the last event for everything to have matured. */
const AFTER_MS = 30 * DAY_MS;

export async function figuresCommand(
  args: readonly string[],
  warn: (line: string) => void = () => {},
): Promise<FigureJson[]> {
  const options = optionsOf(args, ["events", "org", ...INPUT_OPTIONS, ...ASKED], ["help"]);
  const files = [...options.all("events"), ...options.files];
  if (options.has("help") || files.length === 0) throw new UsageError(HELP);
  const asOf = options.get("asOf");
  const until = asOf === undefined ? Infinity : instantOf(asOf);
  if (Number.isNaN(until)) throw new UsageError("--asOf is an RFC 3339 instant with an offset");
  const { inputs, last } = await read(files, options, until, warn);
  const clock = manualClock(asOf === undefined ? last + AFTER_MS : until);
  const core = await openCore({ store: new MemoryStore(), clock });
  const org = options.get("org");
  if (org !== undefined) await setOrganisation(core, JSON.parse(await readFile(org, "utf8")));
  const sum = { accepted: 0, duplicates: 0, rejected: [] };
  await submitAll(core, inputs, sum);
  for (const { id, path, reason } of sum.rejected as {
    id: string;
    path: string;
    reason: string;
  }[]) {
    warn(`refused ${id ?? "an event"}: ${path} ${reason}`);
  }
  const { zone } = core.tail.document().organisation;
  const asked = Object.fromEntries(ASKED.map((name) => [name, options.get(name)]));
  const question = questionOf({ ...asked, asOf: undefined }, zone, clock.now());
  if (!question.ok) throw new UsageError(question.problem);
  return figures(core.tail, question.value);
}

/** All events of the files that had happened by `until`, and when the last one did. */
async function read(
  files: readonly string[],
  options: Options,
  until: number,
  warn: (line: string) => void,
) {
  const inputs: CloudEvent[] = [];
  let last = 0;
  for (const file of files) {
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
