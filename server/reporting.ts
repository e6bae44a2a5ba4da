/** Reports, wired to what explains them. */
import { HOUR_MS } from "../shared/time/interval.ts";
import type { ReportDifference } from "../shared/wire/report.ts";
import type { Audit } from "./accounts/audit-log.ts";
import type { Core } from "./core.ts";
import { withCauses } from "./explain/causes.ts";
import { explainAsItIs } from "./explain/explain.ts";
import { documentIn } from "./explain/news.ts";
import { whyOf } from "./explain/question.ts";
import { changedSince } from "./explain/since.ts";
import { scopeOf } from "./figures/scope.ts";
import type { Why } from "./reports/notable.ts";
import { redefined } from "./reports/pending.ts";
import { type Causes, createReports, type Reports } from "./reports/reports.ts";
import { documentOf } from "./reports/revisions.ts";
import { BY_SCHEDULE, createSealDue, type SealDue } from "./reports/seal-due.ts";
import type { Drawn } from "./reports/weekly.ts";

export function createReporting({ tail, store, clock }: Core, demo: boolean): Reports {
  const now = () => clock.now();
  const why: Why = async (asked) => {
    const question = whyOf(asked, tail.document().organisation.zone, now());
    return question.ok ? explainAsItIs(tail, question.value) : null;
  };
  return createReports({
    ledger: tail,
    settings: store,
    now,
    demo,
    why,
    causes: (was, is, differences) => causesOf({ tail, store }, was, is, differences),
  });
}

export interface Sealing {
  readonly reports: Reports;
  readonly audit: Audit;
  readonly isWhole: () => boolean;
}

/** Seals what is due; afterwards it is sealed (server/reports/seal-due.ts). */
export const createSealing = ({ tail }: Core, { reports, audit, isWhole }: Sealing): SealDue =>
  createSealDue({
    reports,
    ledger: tail,
    isWhole,
    sealed: ({ scope, period }, revision) => {
      const detail = { week: period.label, scope: scope.label, revision };
      return audit.note({ actor: BY_SCHEDULE, role: null, action: "report.sealed", detail });
    },
  });

/** What the differences since a sealed report came from, from what stands in the log after it. */
async function causesOf(
  { tail, store }: Pick<Core, "tail" | "store">,
  { report }: Drawn,
  now: Drawn,
  differences: readonly ReportDifference[],
): ReturnType<Causes> {
  if (differences.length === 0) return { differences: [], isComplete: true };
  const { facts, period, scope: named } = report;
  const scope = scopeOf(named.label);
  if (!scope.ok) return { differences: [...differences], isComplete: false };
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  const moment = {
    position: facts.position,
    at: Date.parse(facts.asOf),
    document: documentIn(await documentOf(store, facts.org)),
  };
  const read = (after: number) => store.read(after);
  const { changed, isComplete } = await changedSince(tail, read, moment, { from, to });
  const where = {
    scope: scope.value,
    zone: period.zone,
    hours: (to - from) / HOUR_MS,
    redefined: redefined(report, now.report),
  };
  return { differences: withCauses(differences, changed, where), isComplete };
}
