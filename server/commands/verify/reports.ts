/** Does the log still give every sealed report, bit for bit? One pass over it, stopping where each was sealed (REL-3). */

import { scopeOf } from "../../figures/scope.ts";
import { FOLD_VERSION } from "../../fold/version.ts";
import { numbersOf } from "../../reports/pending.ts";
import { besideOf, weekPeriod } from "../../reports/periods.ts";
import { digestOf, type Named, openSealed, sealedText, textOf } from "../../reports/revisions.ts";
import { type Drawn, type ReportCore, weekly } from "../../reports/weekly.ts";
import type { Store } from "../../store/store.ts";
import { type Log, type Progress, type Replay, replayTo } from "./replay.ts";

/**
 * `holds`: the same digest. `figures`: every number of the week itself is the same; what it is compared with
 * rests on events that were deleted since. `gone`: its own events were deleted. `kept`: other rules for
 * facts made it, so it is what was issued, and cannot be computed again. `differs`: it should be the same.
 */
export type ReportVerdict = "holds" | "figures" | "gone" | "kept" | "differs";

export interface ReportFound {
  readonly scope: string;
  readonly week: string;
  readonly revision: number;
  readonly verdict: ReportVerdict;
  /** Of the text as it is kept, and as the log gives it; null: it was not computed. */
  readonly digest: string;
  readonly found: string | null;
}

export interface VerifyingReports {
  readonly log: Log;
  readonly scratch: Store;
  readonly reports: readonly Named[];
  /** Events of contacts that ended before this, ms, were deleted (PRIV-6). */
  readonly keptFrom: number;
  readonly onProgress: Progress;
}

const sameNumbers = (a: ReportCore, b: ReportCore): boolean =>
  JSON.stringify([...numbersOf(a).values()]) === JSON.stringify([...numbersOf(b).values()]);

/** The earliest instant that anything in the report rests on. */
function restsFrom({ period, lines }: ReportCore): number {
  const week = weekPeriod(period.label, period.zone);
  const { before, lastYear } = besideOf(week, period.zone);
  const hasLastYear = lines.some(({ compared }) => compared.lastYear !== null);
  const first = hasLastYear ? lastYear : before[0];
  return Math.min(week.from, first?.from ?? week.from);
}

function verdictOf(kept: Drawn, found: Drawn, keptFrom: number): ReportVerdict {
  if (textOf(kept) === textOf(found)) return "holds";
  const isOld = restsFrom(kept.report) < keptFrom;
  return isOld && sameNumbers(kept.report, found.report) ? "figures" : "differs";
}

export async function verifyReports(deps: VerifyingReports): Promise<ReportFound[]> {
  const { log, scratch, reports, keptFrom, onProgress } = deps;
  const inOrder = reports
    .map((one) => ({ ...one, drawn: openSealed(one.sealed) }))
    .toSorted((a, b) => a.sealed.head.position - b.sealed.head.position);
  const found: ReportFound[] = [];
  let replay: Replay | null = null;
  let clockAt = 0;
  for (const { scope: label, week, sealed, drawn } of inOrder) {
    const { revision, digest } = sealed.head;
    const { facts, period, demo } = drawn.report;
    const note = (verdict: ReportVerdict, text: string | null) =>
      found.push({
        scope: label,
        week,
        revision,
        verdict,
        digest,
        found: text === null ? null : digestOf(text),
      });
    const scope = scopeOf(label);
    const isIntact = digestOf(sealedText(sealed)) === digest;
    if (!isIntact || !scope.ok || facts.position > log.end) {
      note("differs", sealedText(sealed));
      continue;
    }
    const own = weekPeriod(period.label, period.zone);
    if (own.from < keptFrom || facts.fold !== FOLD_VERSION) {
      note(facts.fold === FOLD_VERSION ? "gone" : "kept", null);
      continue;
    }
    clockAt = Math.max(clockAt, Date.parse(facts.asOf));
    replay ??= await replayTo(log, facts.position, clockAt, scratch, onProgress);
    await replay.goTo(facts.position, clockAt);
    const { tail } = replay.core;
    const again = await weekly(tail, { scope: scope.value, period: own, demo }, () => clockAt);
    note(verdictOf(drawn, again, keptFrom), textOf(again));
  }
  return found;
}

const TEXTS: Record<ReportVerdict, string> = {
  holds: "holds, bit for bit",
  figures:
    "every figure of the week holds; events of the weeks it is compared with were deleted when their retention ended",
  gone: "deleted by retention: its events are gone, what was issued is kept as it was",
  kept: "made by other rules for facts: what was issued is kept as it was",
  differs: "DIFFERS from what was issued",
};

/** For people: one line a report, then how many there are. */
export function reportLines(found: readonly ReportFound[]): string[] {
  const lines = found.map(({ scope, week, revision, verdict, digest, found: other }) => {
    const digests = verdict === "differs" ? `  ${digest} / ${other ?? "–"}` : "";
    return `${week}  ${scope}  revision ${revision}: ${TEXTS[verdict]}${digests}`;
  });
  const bad = found.filter(({ verdict }) => verdict === "differs").length;
  return [...lines, `${found.length} sealed reports, ${bad} of them differ`];
}
