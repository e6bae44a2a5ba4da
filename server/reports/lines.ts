/** The lines of a report: one per KPI, with its target, its weeks, and what it is compared with. */
import { evidence } from "../../shared/kpi/evidence.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import type { ReportCell, ReportLine } from "../../shared/wire/report.ts";
import type { Scope } from "../figures/scope.ts";
import { standing } from "../figures/standing.ts";
import { targetOf } from "../figures/targets.ts";
import { compared, type Other } from "./compare.ts";
import { isHead } from "./kpis.ts";

/** One week's figures, in the order of the KPIs. */
export interface Week {
  readonly label: string;
  readonly figures: readonly FigureJson[];
}

export interface Lines {
  readonly kpis: readonly Kpi[];
  readonly scope: Scope;
  readonly org: OrgDocument;
  /** The instant whose targets hold, ms. */
  readonly targetsAt: number;
  readonly now: readonly FigureJson[];
  /** Weeks before, oldest first. */
  readonly before: readonly Week[];
  readonly lastFour: (Week & { readonly periods: number }) | null;
  readonly lastYear: Week | null;
  readonly label: string;
  /** False: how many there were so far says nothing beside whole weeks. */
  readonly isOver: boolean;
}

/** Is there anything of it? */
export const isSomething = ({ value, n }: Pick<FigureJson, "value" | "n">): boolean =>
  n > 0 || (value !== null && value !== 0);

export function linesOf(lines: Lines): ReportLine[] {
  return lines.kpis.flatMap((kpi, at) => {
    const figure = lines.now[at];
    if (figure === undefined) return [];
    const past = lines.before.map(({ figures }) => figures[at]);
    const isThere = [figure, ...past].some((one) => one !== undefined && isSomething(one));
    return isThere || isHead(kpi.id) ? [lineOf(lines, kpi, at, figure)] : [];
  });
}

function lineOf(lines: Lines, kpi: Kpi, at: number, figure: FigureJson): ReportLine {
  const { scope, org, targetsAt, before, lastFour, lastYear, label, isOver } = lines;
  const { kpi: id, unit, definition, value, n, numerator, denominator, interval } = figure;
  const { team, agent } = scope.filter;
  const slice = agent === undefined ? {} : { agent };
  const target = targetOf(org, kpi.id, team ?? null, targetsAt, slice);
  const status = standing(value, target, kpi.better, evidence(kpi, n).status);
  const other = (one: (Week & { readonly periods?: number }) | null | undefined): Other | null => {
    const then = one?.figures[at];
    const isComparable = isOver || kpi.unit !== "count";
    return one == null || then === undefined || !isComparable
      ? null
      : { label: one.label, figure: then, periods: one.periods ?? 1 };
  };
  const weeks = [...before, { label, figures: lines.now }].map((week) => {
    const { value = null, n = 0 } = week.figures[at] ?? {};
    return { week: week.label, value, n };
  });
  return {
    kpi: id,
    unit,
    definition,
    value,
    n,
    numerator,
    denominator,
    interval,
    ...(figure.parts === undefined ? {} : { parts: figure.parts }),
    ...(figure.pending === undefined ? {} : { pending: figure.pending }),
    target,
    status: status === "none" ? null : status,
    compared: {
      previous: compared(kpi, figure, other(before.at(-1))),
      lastFour: compared(kpi, figure, other(lastFour)),
      lastYear: compared(kpi, figure, other(lastYear)),
    },
    weeks,
  };
}

/** A figure of a breakdown, without what its place says already. */
export const cellOf = ({ value, n, interval, pending }: FigureJson): ReportCell => ({
  value,
  n,
  interval,
  ...(pending === undefined ? {} : { pending }),
});

/** By the part of the breakdown; what there is nothing of is absent. */
export function cellsBy(figures: readonly FigureJson[]): Map<string, Record<string, ReportCell>> {
  const parts = new Map<string, Record<string, ReportCell>>();
  for (const figure of figures) {
    if (figure.by === undefined || !isSomething(figure)) continue;
    const cells = parts.get(figure.by) ?? {};
    cells[figure.kpi] = cellOf(figure);
    parts.set(figure.by, cells);
  }
  return parts;
}
