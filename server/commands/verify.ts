/** `deskpulse verify PASSPORT`: does a figure still hold, and if not, what changed it? */
import { systemClock } from "../../shared/time/clock.ts";
import { parsePassport } from "../../shared/wire/passport.ts";
import type { Config } from "../config.ts";
import { namedIn, SEALED_PREFIX } from "../reports/revisions.ts";
import { openLogBeside } from "../store/sqlite/log-beside.ts";
import { StoreCorrupt, StoreFull, StoreTooNew } from "../store/store.ts";
import { type Options, optionsOf, UsageError } from "./options.ts";
import { withScratch } from "./scratch.ts";
import { linesOf } from "./verify/lines.ts";
import { reportLines, verifyReports } from "./verify/reports.ts";
import { verify } from "./verify/verify.ts";

const HELP = `deskpulse verify PASSPORT computes a figure again from the log, beside a running server or without one
  --reports         instead of one figure: every sealed weekly report, in one pass over the log
  --store FILE      the store to read                          (default: DESKPULSE_STORE)
  --json            everything found, as JSON
Exit code 0: it holds. 1: it changed; the contacts and the events that did it are listed. 2: cannot tell.`;

const EXIT = { holds: 0, changed: 1, unknown: 2 } as const;

/** Events between two words about how far it is. */
const TOLD_EVERY = 20_000;

/** Told now and then: `work 120,000 of 1,234,567 events`. */
export function teller(work: string, progress: (line: string) => void) {
  let told = 0;
  return (position: number, of: number): void => {
    if (position >= told && position - told < TOLD_EVERY) return;
    told = position;
    progress(`${work} ${position.toLocaleString("en")} of ${of.toLocaleString("en")} events`);
  };
}

/** The exit code. What cannot be told, a wrong option or a broken store is said on `warn`, exit code 2. */
export async function verifyCommand(
  config: Config,
  args: readonly string[],
  say: (line: string) => void,
  warn: (line: string) => void,
  progress: (line: string) => void,
): Promise<number> {
  try {
    const options = optionsOf(args, ["store"], ["help", "json", "reports"]);
    const isAsked = options.files.length > 0 || options.has("reports");
    if (options.has("help") || !isAsked) throw new UsageError(HELP);
    if (options.has("reports")) return await runReports(config, options, say, progress);
    return await run(config, options, say, warn, progress);
  } catch (problem) {
    const known = [UsageError, StoreCorrupt, StoreFull, StoreTooNew].some(
      (kind) => problem instanceof kind,
    );
    if (!known || !(problem instanceof Error)) throw problem;
    warn(problem.message);
    return EXIT.unknown;
  }
}

async function run(
  config: Config,
  options: Options,
  say: (line: string) => void,
  warn: (line: string) => void,
  progress: (line: string) => void,
): Promise<number> {
  const passport = parsePassport(options.files.join(" "));
  if (!passport.ok) throw new UsageError(passport.problem);
  const log = openLogBeside(options.get("store") ?? config.store);
  try {
    const found = await withScratch(log.end, (scratch) =>
      verify(passport.value, {
        log,
        scratch,
        keptFrom: keptFrom(log.setting("retention/horizon")),
        now: systemClock.now(),
        onProgress: teller("reading", progress),
      }),
    );
    progress("");
    if (options.has("json")) say(JSON.stringify(found, plain, 2));
    else
      for (const line of linesOf(passport.value, found)) {
        if (found.verdict === "unknown") warn(line);
        else say(line);
      }
    return EXIT[found.verdict];
  } finally {
    log.close();
  }
}

async function runReports(
  config: Config,
  options: Options,
  say: (line: string) => void,
  progress: (line: string) => void,
): Promise<number> {
  const log = openLogBeside(options.get("store") ?? config.store);
  try {
    const found = await withScratch(log.end, (scratch) =>
      verifyReports({
        log,
        scratch,
        reports: namedIn(log.settings(SEALED_PREFIX)),
        keptFrom: keptFrom(log.setting("retention/horizon")),
        onProgress: teller("reading", progress),
      }),
    );
    progress("");
    if (options.has("json")) say(JSON.stringify(found, null, 2));
    else for (const line of reportLines(found)) say(line);
    return found.some(({ verdict }) => verdict === "differs") ? EXIT.changed : EXIT.holds;
  } finally {
    log.close();
  }
}

/** What retention left, as server/tail/horizon.ts remembers it. */
const keptFrom = (horizon: string | null): number =>
  horizon === null ? 0 : Number((JSON.parse(horizon) as { from: number }).from);

/** Maps and sets as JSON has them. */
const plain = (_name: string, value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries(value);
  return value instanceof Set ? [...value] : value;
};
