/** From the words of a query (URL or command line) to a question, or a sentence that helps. */
import { instantOf } from "../../shared/events/instant.ts";
import { catalog, type KpiId, kpiOf } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { DAY_MS, INTERVAL_MS, periodOf } from "../../shared/time/interval.ts";
import type { By, Question } from "./figure.ts";
import { scopeOf } from "./scope.ts";

/** At most this many KPIs in one question. */
const KPIS_MAX = 200;
/** And so many figures in one answer: while more are written, everybody else waits (REL-11). */
export const FIGURES_MAX = 10_000;
const PARTS: readonly By[] = ["agent", "team", "channel", "interval", "day"];

export interface Asked {
  readonly kpi?: string | undefined;
  readonly scope?: string | undefined;
  readonly period?: string | undefined;
  readonly asOf?: string | undefined;
  readonly by?: string | undefined;
  readonly channel?: string | undefined;
  readonly direction?: string | undefined;
  readonly queue?: string | undefined;
}

export const ASKED = [
  "kpi",
  "scope",
  "period",
  "asOf",
  "by",
  "channel",
  "direction",
  "queue",
] as const;

/** The KPIs of `ID,ID`, or a sentence that lists those there are. */
export function kpisOf(text: string): Result<Kpi<KpiId>[], string> {
  const ids = text.split(",").map((id) => id.trim());
  if (ids.length > KPIS_MAX) return fail(`at most ${KPIS_MAX} figures at a time`);
  const kpis: Kpi<KpiId>[] = [];
  for (const id of ids) {
    const kpi = kpiOf(id);
    if (kpi === undefined) {
      return fail(
        `there is no KPI "${id.slice(0, 60)}"; there are ${catalog.map((one) => one.id).join(", ")}`,
      );
    }
    kpis.push(kpi);
  }
  return ok(kpis);
}

/** What is wrong with the size of the answer; null: nothing. Agents, teams and channels are few. */
export function sizeProblem({ kpis, period, by }: Question): string | null {
  const step = by === "interval" ? INTERVAL_MS : by === "day" ? DAY_MS : Infinity;
  const figures = kpis.length * Math.max(1, (period.to - period.from) / step);
  return figures <= FIGURES_MAX
    ? null
    : `that would be up to ${Math.ceil(figures)} figures, and an answer has at most ${FIGURES_MAX}: ask for fewer KPIs, or a shorter period`;
}

const isBy = (text: string): text is By => (PARTS as readonly string[]).includes(text);

/** The question, in the organisation's zone. The default scope is the centre, the period today. */
export function questionOf(asked: Asked, zone: string, now: number): Result<Question, string> {
  if (!asked.kpi) return fail("say which figures: kpi=csat.score,frt.p50");
  const kpis = kpisOf(asked.kpi);
  if (!kpis.ok) return kpis;
  const { channel, direction, queue } = asked;
  const scope = scopeOf(asked.scope ?? "centre", {
    ...(channel === undefined ? {} : { channel }),
    ...(direction === undefined ? {} : { direction }),
    ...(queue === undefined ? {} : { queue }),
  });
  if (!scope.ok) return scope;
  const period = periodOf(asked.period ?? "today", zone, now);
  if (!period.ok) return fail(period.problem);
  const asOf = asked.asOf === undefined ? now : instantOf(asked.asOf);
  if (Number.isNaN(asOf))
    return fail("asOf is an RFC 3339 instant such as 2026-03-04T12:00:00+01:00");
  const { by } = asked;
  if (by !== undefined && !isBy(by)) return fail(`by is one of ${PARTS.join(", ")}`);
  return ok({
    kpis: kpis.value,
    scope: scope.value,
    period: period.value,
    zone,
    asOf,
    now,
    ...(by === undefined ? {} : { by }),
  });
}
