/** Which weeks there are reports of, and which of them are others now (SCR-12). */
import type { CellMeasure } from "../../shared/kpi/measure.ts";
import { weekOf } from "../../shared/time/interval.ts";
import type { ReportWeeks } from "../../shared/wire/report.ts";
import type { Ledger } from "../figures/ledger.ts";
import { loadMeasures } from "../figures/read.ts";
import type { Scope } from "../figures/scope.ts";
import { differencesOf } from "./pending.ts";
import { weekBefore, weekPeriod } from "./periods.ts";
import type { Reports } from "./reports.ts";
import { allRevisions, openSealed, type Sealed } from "./revisions.ts";
import { seenDifferences } from "./withheld.ts";

/** So far back weeks are looked for, and after so many without anything no further. */
const WEEKS_MAX = 160;
const EMPTY_MAX = 6;
/** Of so many of the newest sealed weeks it is said whether they are others now. */
const PENDING_MAX = 4;

/** Whatever a centre does, one of these counts it. */
const MARKS: readonly CellMeasure[] = [
  "ticket.created",
  "leg.handle",
  "frt.seconds",
  "csat.positive",
  "nps.raw",
  "queue.abandoned.late",
];

async function hasAnything(ledger: Ledger, week: string, zone: string): Promise<boolean> {
  const { parts } = await loadMeasures(ledger, MARKS, weekPeriod(week, zone));
  return [...parts.values()]
    .flat()
    .some(({ packed, changes }) => packed.length > 0 || changes.size > 0);
}

/** Weeks with anything of the centre, this one first. */
export async function weeksWithData(ledger: Ledger, now: number): Promise<string[]> {
  const { zone } = ledger.document().organisation;
  const running = weekPeriod(weekOf(now, zone), zone);
  const weeks = [running.label];
  for (let back = 1, empty = 0; back < WEEKS_MAX && empty < EMPTY_MAX; back += 1) {
    const week = weekBefore(running.from, back, zone);
    if (await hasAnything(ledger, week, zone)) {
      weeks.push(week);
      empty = 0;
    } else empty += 1;
  }
  return weeks;
}

/** `group`: what its asker sees (withheld.ts). */
export async function weeksOf(
  { settings, draw }: Pick<Reports, "settings" | "draw">,
  ledger: Ledger,
  scope: Scope,
  now: number,
  group: number | null,
): Promise<Omit<ReportWeeks, "scopes">> {
  const { zone } = ledger.document().organisation;
  const newest = new Map<string, Sealed>();
  for (const { week, sealed } of await allRevisions(settings, scope.label))
    newest.set(week, sealed);
  const weeks = [...new Set([...(await weeksWithData(ledger, now)), ...newest.keys()])];
  weeks.sort((a, b) => (a < b ? 1 : -1));
  const looked = weeks.filter((week) => newest.has(week)).slice(0, PENDING_MAX);
  const isOther = async (week: string, sealed: Sealed): Promise<boolean> => {
    const [was, is] = [openSealed(sealed), await draw({ scope, period: weekPeriod(week, zone) })];
    const all = differencesOf(was.report, is.report);
    return seenDifferences(all, week, [was.people, is.people], group).length > 0;
  };
  const rows: ReportWeeks["weeks"] = [];
  for (const week of weeks) {
    const { from, to } = weekPeriod(week, zone);
    const sealed = newest.get(week);
    rows.push({
      week,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      state: sealed !== undefined ? "sealed" : now < to ? "open" : "closed",
      revision: sealed?.head.revision ?? null,
      sealedAt: sealed?.head.sealedAt ?? null,
      pending: sealed !== undefined && looked.includes(week) ? await isOther(week, sealed) : null,
    });
  }
  return { scope: scope.label, zone, weeks: rows };
}
