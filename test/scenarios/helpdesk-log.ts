/** The public help desk log read without any of our code, and its published answers. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const DATA = pathOf("../../../shared/data");
export const LOG = join(DATA, "helpdesk-italy/Helpdesk.csv");
export const MAPPING = pathOf("../../fixtures/sources/csv-import/helpdesk-italy.json");

export const isAbsent = !existsSync(LOG);
if (isAbsent && process.env.REQUIRE_ALL) throw new Error(`there is no ${LOG}`);
if (isAbsent) process.stderr.write("skipped: the public help desk log is not beside the project\n");

export const known = isAbsent
  ? {}
  : JSON.parse(readFileSync(join(DATA, "KNOWN_ANSWERS.json"), "utf8"))["helpdesk-italy"];

/** One line of the file, read without any of our code. */
export interface Line {
  readonly caseId: string;
  readonly activity: string;
  readonly resource: string;
  readonly at: number;
}

/** The file has no quotes, and its cases stand one after another, each in order of time. */
function linesByCase(): Map<string, Line[]> {
  const cases = new Map<string, Line[]>();
  if (isAbsent) return cases;
  for (const row of readFileSync(LOG, "utf8").trim().split(/\r?\n/).slice(1)) {
    const [activity = "", , resource = "", time = "", , , caseId = ""] = row.split(",");
    const line = { caseId, activity, resource, at: Date.parse(time.replace(" ", "T")) };
    cases.set(caseId, [...(cases.get(caseId) ?? []), line]);
  }
  return cases;
}

export const TAKEN = "Take in charge ticket";
export const cases = linesByCase();

/** Who first took each case in charge, and how many seconds after its first line. */
export const firstTaken = [...cases.values()].flatMap((lines) => {
  const taken = lines.find(({ activity }) => activity === TAKEN);
  const begun = lines[0];
  if (taken === undefined || begun === undefined) return [];
  return [{ ...taken, seconds: (taken.at - begun.at) / 1000 }];
});

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((all, one) => all + one, 0);

export interface Solved {
  /** Seconds from the first line to the first and to the last time it became solved. */
  readonly first: number | null;
  readonly last: number | null;
  readonly isSolved: boolean;
}

/** A case read line by line: `solving` activities end it, taking it in charge or waiting undoes that. */
export function solvedOf(lines: readonly Line[], solving: readonly string[]): Solved {
  const begun = lines[0]?.at ?? 0;
  const became: number[] = [];
  let isSolved = false;
  for (const { activity, at } of lines) {
    if (solving.includes(activity)) {
      if (!isSolved) became.push((at - begun) / 1000);
      isSolved = true;
    } else if (activity === TAKEN || activity === "Wait") isSolved = false;
  }
  return { first: became[0] ?? null, last: became.at(-1) ?? null, isSolved };
}

export const durationOf = (lines: readonly Line[]): number =>
  ((lines.at(-1)?.at ?? 0) - (lines[0]?.at ?? 0)) / 1000;
