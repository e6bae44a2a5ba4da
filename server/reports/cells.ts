/** What a table of a report holds: typed cells, already rounded. The files only dress them. */
import type { Unit } from "../../shared/kpi/kpi.ts";
import { reportDecimals, reportRounded } from "../../shared/text/report-value.ts";

export type Mark = "on_target" | "attention" | "action" | "none";

/** Null: nothing. `time`: whole seconds as people read them, beside a number of seconds. */
export type Cell =
  | null
  | { readonly kind: "text"; readonly text: string; readonly mark?: Mark }
  | { readonly kind: "number"; readonly value: number; readonly decimals: number }
  | { readonly kind: "time"; readonly seconds: number }
  /** `2026-11-16` */
  | { readonly kind: "date"; readonly day: string }
  /** Ms since 1970. */
  | { readonly kind: "instant"; readonly at: number };

export interface Column {
  readonly header: string;
  /** In characters. */
  readonly width: number;
  /** Only for people, who have the same as seconds beside it: not for CSV (EXP-2). */
  readonly isTime?: boolean;
  /** Long text: runs on in the next line. */
  readonly isLong?: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Sheet extends Table {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  /** More tables under the first, each with its heading. */
  readonly below: readonly (Table & { readonly title: string })[];
}

export const textCell = (text: string): Cell => ({ kind: "text", text });

export const whole = (value: number): Cell => ({ kind: "number", value, decimals: 0 });

/** A KPI's value as files have it: rounded once, here (EXP-8). */
export function valueCell(value: number | null, unit: Unit, kpi: string): Cell {
  if (value === null) return null;
  const decimals = reportDecimals(unit, kpi);
  return { kind: "number", value: reportRounded(value, unit, kpi), decimals };
}

/** The same seconds as a time; null where the KPI is no duration. */
export const timeCell = (value: number | null, unit: Unit, kpi: string): Cell =>
  value === null || unit !== "s"
    ? null
    : { kind: "time", seconds: reportRounded(value, unit, kpi) };
