/** What a report's file is called (EXP-5, EXP-10): ASCII, the same for the same report. */
import { weekNumber } from "../../shared/text/report.ts";
import { wallInZone } from "./csv.ts";

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

/**
 * One row per contact: `contacts-week_2026-W47_support-nl.csv`. One that names persons says who took it, and
 * when by the clock of the zone: `…_by-Lea-Maes_20261123-0907.csv` (EXP-12).
 */
export function contactFileName(
  { period, scope, by, asOf, zone, demo }: ContactFile,
  extension: string,
): string {
  const plain = fileName({ period, scope, revision: null }, "").replace(/^kpi-/, "contacts-");
  const [date = "", time = ""] = wallInZone(asOf, zone).replaceAll(/[-:]/g, "").split(" ");
  const whose = by === null ? "" : `_by-${ascii(by) || "user"}_${date}-${time.slice(0, 4)}`;
  return `${demo ? "DEMO_" : ""}${plain.slice(0, -1)}${whose}.${extension}`;
}

interface ContactFile {
  readonly period: string;
  readonly scope: string;
  /** Null: it names nobody. */
  readonly by: string | null;
  /** Ms since 1970. */
  readonly asOf: number;
  readonly zone: string;
  readonly demo: boolean;
}
