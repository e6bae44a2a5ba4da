/** Why the lines that moved most moved, in their largest parts. */
import type { Report, ReportLine } from "../../shared/wire/report.ts";

/** Lines that are explained, and the least part of a difference that is told. */
const LINES_MAX = 3;
const SHARE_MIN = 0.1;

type Notable = Report["notable"][number];

/** Explains one figure of the report's period against another: server/explain; null: it cannot be told. */
export type Why = (asked: {
  readonly kpi: string;
  readonly scope: string;
  readonly period: string;
  readonly against: string;
  readonly by: Notable["by"];
}) => Promise<Moved | null>;

export interface Moved {
  readonly difference: number | null;
  readonly parts: readonly Notable["parts"][number][];
}

/** How far it moved, in half-widths of the interval of the difference. */
function clarity({ compared: { previous } }: ReportLine): number {
  if (previous === null || previous.difference === null || previous.interval === null) return 0;
  const { low, high } = previous.interval;
  return Math.abs(previous.difference) / Math.max((high - low) / 2, Number.EPSILON);
}

const isClear = ({ compared: { previous } }: ReportLine): boolean =>
  previous?.verdict === "higher" || previous?.verdict === "lower";

/** The lines with a clear change since the week before, the clearest first. */
export const movedMost = (lines: readonly ReportLine[]): ReportLine[] =>
  lines
    .filter(isClear)
    .toSorted((a, b) => clarity(b) - clarity(a))
    .slice(0, LINES_MAX);

/** From cells alone; how much of it came late is told where it is explained in full. */
export async function notableIn(
  { lines, scope, period }: Pick<Report, "lines" | "scope" | "period">,
  why: Why,
): Promise<Notable[]> {
  const notable: Notable[] = [];
  const by = scope.label === "centre" ? "team" : "channel";
  for (const { kpi, compared } of movedMost(lines)) {
    const { previous } = compared;
    if (previous?.verdict !== "higher" && previous?.verdict !== "lower") continue;
    const asked = { kpi, scope: scope.label, period: period.label, against: previous.label, by };
    const movement = await why(asked as Parameters<Why>[0]);
    if (movement === null || movement.difference === null) continue;
    const { difference } = movement;
    const least = Math.abs(difference) * SHARE_MIN;
    notable.push({
      kpi,
      against: previous.label,
      difference,
      verdict: previous.verdict,
      by,
      parts: movement.parts
        .filter(({ mix, within }) => Math.abs(mix + within) >= least)
        .toSorted((a, b) => Math.abs(b.mix + b.within) - Math.abs(a.mix + a.within))
        .map((part) => ({ ...part })),
      late: null,
    });
  }
  return notable;
}
