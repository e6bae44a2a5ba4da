/** What a report's file is called (EXP-5, EXP-10): ASCII, the same for the same report. */
import { weekNumber } from "../../shared/text/report.ts";

const NAME_MAX = 60;

/** Letters without their accents; what is left that is no letter, digit, dot or hyphen becomes `-`. */
function ascii(text: string): string {
  const bare = text.normalize("NFKD").replaceAll(/\p{M}/gu, "");
  const safe = bare.replaceAll(/[^A-Za-z0-9.]+/g, "-").replaceAll(/^[-.]+|[-.]+$/g, "");
  return safe.slice(0, NAME_MAX);
}

const kindOf = (label: string): string => {
  if (weekNumber(label) !== null) return "week";
  if (/^\d{4}-\d{2}$/.test(label)) return "month";
  return /^\d{4}-\d{2}-\d{2}$/.test(label) ? "day" : "period";
};

/**
 * `kpi-week_2026-W47_support-nl.xlsx`; a later revision says so: `…_support-nl_r2.xlsx`. `scope` as in a
 * report: `centre`, `team:ID`, `agent:ID`; `period` its label.
 */
export function fileName(
  { period, scope, revision }: { period: string; scope: string; revision: number | null },
  extension: string,
): string {
  const place = ascii(scope.slice(scope.indexOf(":") + 1)) || scope.split(":")[0];
  const later = revision === null || revision < 2 ? "" : `_r${revision}`;
  return `kpi-${kindOf(period)}_${ascii(period)}_${place}${later}.${extension}`;
}
