/** `deskpulse explain`: why a figure moved, from a store beside a running server, or from files. */

import { type WhyText, whyText } from "../../shared/text/why.ts";
import { languages } from "../../shared/text/words.ts";
import { systemClock } from "../../shared/time/clock.ts";
import type { Movement } from "../../shared/wire/movement.ts";
import type { Config } from "../config.ts";
import type { Core } from "../core.ts";
import { explain } from "../explain/explain.ts";
import { EXPLAINED, whyOf } from "../explain/question.ts";
import type { Mapped } from "../org/mapped.ts";
import { openLogBeside } from "../store/sqlite/log-beside.ts";
import { openSettings } from "../store/sqlite/settings.ts";
import { coreOf, filesOf } from "./from-files.ts";
import { INPUT_HELP, INPUT_OPTIONS } from "./input.ts";
import { openPeopleOf } from "./open.ts";
import { type Options, optionsOf, UsageError } from "./options.ts";
import { withScratch } from "./scratch.ts";
import { replayTo } from "./verify/replay.ts";
import { teller } from "./verify.ts";

const HELP = `deskpulse explain --kpi ID says why a figure moved, as JSON with a sentence for each part
  --store FILE      the store to read, beside a running server or without one (default: DESKPULSE_STORE)
  --events FILE…    files instead, with --org FILE; then nothing is known to have come late
  --scope           centre, team:ID or agent:ID                (default centre)
  --period          2026-W10, 2026-03-02, 2026-03 or FROM/TO   (default today)
  --against         what it is compared with                   (default: the same period before)
  --by              channel, team or agent                     (default channel)
  --channel --direction --queue   narrow it down
  --lang            nl, fr or en                               (default en)
${INPUT_HELP}`;

export interface Explained extends Movement {
  readonly sentences: WhyText;
}

export async function explainCommand(
  config: Config,
  args: readonly string[],
  warn: (line: string) => void,
  progress: (line: string) => void,
): Promise<Explained> {
  const known = ["store", "events", "org", "lang", ...INPUT_OPTIONS, ...EXPLAINED];
  const options = optionsOf(args, known, ["help"]);
  if (options.has("help") || !options.has("kpi")) throw new UsageError(HELP);
  if (filesOf(options).length > 0) return answer(await coreOf(options, warn), options);
  const file = options.get("store") ?? config.store;
  const log = openLogBeside(file);
  try {
    const people = await namesOf(file);
    return await withScratch(log.end, async (scratch) => {
      const now = systemClock.now();
      const tell = teller("reading", progress);
      const { core } = await replayTo(log, log.end, now, scratch, tell, people);
      progress("");
      return answer(core, options);
    });
  } finally {
    log.close();
  }
}

/** What people are called, as it is now: names are beside the log (PRIV-3). */
async function namesOf(file: string): Promise<Mapped> {
  const settings = await openSettings(file);
  try {
    return await openPeopleOf(file, settings);
  } finally {
    await settings.close();
  }
}

async function answer({ tail, clock }: Core, options: Options): Promise<Explained> {
  const language = languages.find((one) => one === (options.get("lang") ?? "en"));
  if (language === undefined) throw new UsageError(`--lang is one of ${languages.join(", ")}`);
  const { organisation, teams } = tail.document();
  const asked = Object.fromEntries(EXPLAINED.map((name) => [name, options.get(name)]));
  const question = whyOf(asked, organisation.zone, clock.now());
  if (!question.ok) throw new UsageError(question.problem);
  const movement = await explain(tail, question.value);
  const id = movement.scope.slice(movement.scope.indexOf(":") + 1);
  const name = teams.find((one) => one.id === id)?.name ?? tail.nameOf(id) ?? undefined;
  return { ...movement, sentences: whyText(movement, language, name) };
}
