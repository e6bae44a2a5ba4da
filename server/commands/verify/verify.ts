/**
 * Does a figure still hold? From its passport it is computed again: as of its own position in the log,
 * which tells whether it was so, and as of now, which tells whether it is (DESIGN.md 2, R14).
 */

import type { CellMeasure } from "../../../shared/kpi/measure.ts";
import type { Passport } from "../../../shared/wire/passport.ts";
import type { Core } from "../../core.ts";
import { reader } from "../../figures/read.ts";
import { DimsTable } from "../../fold/dims.ts";
import type { Fact } from "../../fold/facts/fact.ts";
import { partOfFacts } from "../../fold/parts.ts";
import { isTimeMeasure } from "../../fold/timeline/time-in-state.ts";
import { FOLD_VERSION } from "../../fold/version.ts";
import type { Store } from "../../store/store.ts";
import { type Behind, behind, type Difference, differences } from "./behind.ts";
import { type Causes, causesOf } from "./causes.ts";
import { type Asked, aboutOf, askedBy, type Numbers, numbersOf, sameNumbers } from "./question.ts";
import { type Log, type Progress, replayTo } from "./replay.ts";

export type Verification =
  | { readonly verdict: "holds"; readonly was: Numbers; readonly position: number }
  | {
      readonly verdict: "changed";
      readonly was: Numbers;
      readonly is: Numbers;
      readonly position: number;
      readonly differences: readonly Difference[];
      readonly causes: Causes;
    }
  | {
      readonly verdict: "unknown";
      /** One sentence. */
      readonly reason: string;
      /** What this store has at that position, where that could be computed. */
      readonly found?: Numbers;
    };

export interface Verifying {
  readonly log: Log;
  /** Where entities and cells are kept meanwhile; empty at first. */
  readonly scratch: Store;
  readonly now: number;
  /** Events of contacts that ended before this, ms, were deleted (PRIV-6). */
  readonly keptFrom?: number;
  readonly onProgress?: Progress;
}

const GONE =
  "events of that time were deleted when their retention ended: the figure stands in the sums that are kept, and cannot be computed again";

/** A server's own clock may be set back a little. */
const CLOCK_MS_MAX = 60_000;

const unknown = (reason: string, found?: Numbers): Verification => ({
  verdict: "unknown",
  reason,
  ...(found === undefined ? {} : { found }),
});

export async function verify(passport: Passport, deps: Verifying): Promise<Verification> {
  const { log, scratch, now, onProgress = () => {} } = deps;
  const asked = askedBy(passport);
  if (!asked.ok) return unknown(asked.problem);
  const elsewhere = await isElsewhere(passport, log);
  if (elsewhere !== null) return unknown(elsewhere);
  if (passport.from < (deps.keptFrom ?? 0)) return unknown(GONE);
  const { core, goOn } = await replayTo(log, passport.log, passport.at, scratch, onProgress);
  const was = await numbersOf(core.tail, asked.value, passport.at);
  if (!sameNumbers(was, passport)) return unknown(neverWasSo(passport), was);
  const before = await behind(core.tail, asked.value);
  await goOn(Math.max(now, passport.at));
  const after = await behind(core.tail, asked.value);
  const is = await numbersNow(core, asked.value, after);
  if (is === null) {
    return unknown("it was so; by the minute, time in state is kept for 25 hours only");
  }
  const position = core.tail.position();
  if (sameNumbers(was, is)) return { verdict: "holds", was, position };
  const found = differences(before, after);
  const causes = await causesOf(log, core, passport.log, found, onProgress);
  return { verdict: "changed", was, is, position, differences: found, causes };
}

/** Why this cannot be the log that the passport speaks of; null: it may be. */
async function isElsewhere({ log: position, at }: Passport, log: Log): Promise<string | null> {
  if (position > log.end) {
    return `this store ends at log position ${log.end}, the passport is of ${position}: it is another store, or an older copy`;
  }
  if (position === 0) return null;
  for await (const { last, receivedAt } of log.read(position - 1)) {
    if (last === position && receivedAt <= at + CLOCK_MS_MAX) return null;
    break;
  }
  return `log position ${position} of this store is from another time than the passport: it is another store`;
}

function neverWasSo({ fold }: Passport): string {
  const why = "this is not the store it was computed from, or its log is not what it was";
  if (fold === FOLD_VERSION) return `at that position this store gives other numbers: ${why}`;
  return `it was computed by other rules for facts (fold ${fold}, here ${FOLD_VERSION}), or ${why}`;
}

/** As of now. Windows by the minute are not kept so long: they are counted from the facts themselves. */
async function numbersNow(
  core: Core,
  asked: Asked,
  facts: ReadonlyMap<string, Behind>,
): Promise<Numbers | null> {
  const { kpi, question } = asked;
  if (!question.period.rolling) return numbersOf(core.tail, asked, core.clock.now());
  const measures = kpi.measures as readonly CellMeasure[];
  if (measures.some(isTimeMeasure)) return null;
  const dims = new DimsTable();
  const all = [...facts.values()].flatMap((one) => one.facts) as Fact[];
  const parts = Map.groupBy(all, ({ measure }) => measure);
  const { filter } = question.scope;
  const read = reader(
    {
      dims,
      parts: new Map(
        [...parts].map(([measure, own]) => [
          measure,
          [partOfFacts(own, question.period.from, dims)],
        ]),
      ),
    },
    filter,
  );
  const { n, numerator, denominator, value } = kpi.answer(read, aboutOf(asked));
  return { n, numerator, denominator, value };
}
