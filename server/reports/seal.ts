/** Sealing a week that is over: the first revision, and the next where something shown is another number (REL-3). */
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { RevisionHead } from "../../shared/wire/report.ts";
import type { Scope } from "../figures/scope.ts";
import { isSomething } from "./lines.ts";
import { notableIn } from "./notable.ts";
import { differencesOf } from "./pending.ts";
import { isWeek } from "./periods.ts";
import type { Quality } from "./quality.ts";
import type { Asked, ReportsDeps } from "./reports.ts";
import { openSealed, putSealed, revisionsOf, type Sealed, type Settings } from "./revisions.ts";
import { weekly } from "./weekly.ts";

/** Why a week was not sealed. */
export type NotSealed = "running" | "empty" | "same" | "taken";

export interface SealDeps extends ReportsDeps {
  readonly quality: (scope: Scope, period: Period) => Promise<Quality>;
}

/** The newest revision; undefined: none is sealed. */
export async function newestOf(
  settings: Settings,
  { scope, period }: Asked,
): Promise<Sealed | undefined> {
  if (!isWeek(period.label)) return undefined;
  return (await revisionsOf(settings, scope.label, period.label)).at(-1);
}

/** All of it or nothing; of two at once one is told "taken". `by`: a user's id, or "schedule". */
export async function seal(
  { ledger, settings, now, demo, why, causes, quality }: SealDeps,
  asked: Asked,
  by: string,
): Promise<Result<RevisionHead, NotSealed>> {
  const { scope, period } = asked;
  if (now() < period.to) return fail("running");
  const newest = await newestOf(settings, asked);
  const drawn = await weekly(ledger, { scope, period, demo }, now);
  const document = JSON.stringify(ledger.document());
  if (!drawn.report.lines.some(isSomething)) return fail("empty");
  const was = newest === undefined ? null : openSealed(newest);
  const different = was === null ? [] : differencesOf(was.report, drawn.report);
  if (was !== null && different.length === 0) return fail("same");
  const told = was === null ? null : await causes(was, drawn, different);
  const beside = {
    notable: await notableIn(drawn.report, why),
    quality: await quality(scope, period),
  };
  const head = await putSealed(settings, {
    scope: scope.label,
    week: period.label,
    drawn,
    beside,
    revision: (newest?.head.revision ?? 0) + 1,
    by,
    differences: told?.differences ?? [],
    document,
  });
  return head === null ? fail("taken") : ok(head);
}
