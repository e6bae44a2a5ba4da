/** `deskpulse figures`: figures without a server, over an in-memory store and the same fold. */
import { type Language, languages } from "../../shared/text/words.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { ASKED, questionOf } from "../figures/ask.ts";
import { explained } from "../figures/explanation.ts";
import { figures } from "../figures/figure.ts";
import { figuresWithPassports } from "../figures/passport.ts";
import { contactCommand } from "./contact.ts";
import { coreOf, filesOf } from "./from-files.ts";
import { goldenCommand } from "./golden/golden.ts";
import { INPUT_HELP, INPUT_OPTIONS } from "./input.ts";
import { type Options, optionsOf, UsageError } from "./options.ts";

const HELP = `deskpulse figures --events FILE… --kpi ID,ID… prints figures as JSON, without a server
  --org FILE        the organisation (fixtures/org.json is one)
  --scope           centre, team:ID or agent:ID                (default centre)
  --period          2026-W10, 2026-03-02, 2026-03 or FROM/TO   (default: the day of the last event)
  --asOf INSTANT    only what had happened by then, and "now" for what is open or waiting
  --by              agent, team, channel, interval or day
  --channel --direction --queue   narrow it down
  --contact ID      instead of figures: the clock of one contact, and what each stretch counted for
  --passport        with a line to compute each again (deskpulse verify)
  --explain         with a sentence of its numbers, formula, moment and credit
  --lang            the language of that: nl, fr or en         (default en)
${INPUT_HELP}
deskpulse figures --format golden FILE prints what a file of worked cases (golden-kpis/1) asks for,
one line of JSON per expected value, in the file's order; its conventions are the settings`;

type Warn = (line: string) => void;

const FORMAT = /^--format(?:=|$)/;
const CONTACT = /^--contact(?:=|$)/;

/** Prints the figures in the format asked for. Throws UsageError with a sentence that helps. */
export async function printFigures(args: readonly string[], say: Warn, warn: Warn): Promise<void> {
  if (args.some((arg) => CONTACT.test(arg))) {
    return say(JSON.stringify(await contactCommand(args, warn), null, 2));
  }
  if (!args.some((arg) => FORMAT.test(arg))) {
    return say(JSON.stringify(await figuresCommand(args, warn), null, 2));
  }
  const options = optionsOf(args, ["format"], ["help"]);
  if (options.get("format") !== "golden") {
    throw new UsageError("--format is golden; without it the figures are printed as JSON");
  }
  if (options.has("help") || options.files.length === 0) throw new UsageError(HELP);
  for await (const line of goldenCommand(options.files, warn)) say(JSON.stringify(line));
}

export async function figuresCommand(
  args: readonly string[],
  warn: Warn = () => {},
): Promise<FigureJson[]> {
  const options = optionsOf(
    args,
    ["events", "org", "lang", ...INPUT_OPTIONS, ...ASKED],
    ["help", "explain", "passport"],
  );
  if (options.has("help") || filesOf(options).length === 0) throw new UsageError(HELP);
  const language = languageAsked(options);
  const core = await coreOf(options, warn);
  const { zone } = core.tail.document().organisation;
  const asked = Object.fromEntries(ASKED.map((name) => [name, options.get(name)]));
  const question = questionOf({ ...asked, asOf: undefined }, zone, core.clock.now());
  if (!question.ok) throw new UsageError(question.problem);
  const answer = await (options.has("passport")
    ? figuresWithPassports(core.tail, question.value, () => core.clock.now())
    : figures(core.tail, question.value));
  return options.has("explain") ? explained(answer, language) : answer;
}

function languageAsked(options: Options): Language {
  const asked = options.get("lang") ?? "en";
  const language = languages.find((one) => one === asked);
  if (language === undefined) throw new UsageError(`--lang is one of ${languages.join(", ")}`);
  return language;
}
