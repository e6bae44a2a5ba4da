/**
 * A KPI is a pure question asked of merged multisets (R1, R4): no state, no clock, no text.
 * Division comes last; nothing to say is null, never 0 (R5). How they are built: builders.ts.
 */

import type { Channel, Direction } from "../events/fields.ts";
import type { Interval } from "./confidence.ts";
import type { Range } from "./mean-interval.ts";
import type { Measure, StateMeasure } from "./measure.ts";
import type { Multiset } from "./multiset.ts";

export const UNITS = ["%", "s", "points", "count", "ratio", "h"] as const;
export type Unit = (typeof UNITS)[number];
export type Better = "higher" | "lower" | "neutral";

/** A narrowing that belongs to the definition itself, such as "inbound calls only". */
export interface Only {
  readonly direction?: Direction;
  readonly channel?: Channel;
}

/** The merged multiset of one measure, over the scope and period of the question. */
export type Read = (measure: Measure, only?: Only) => Multiset;

/** What an answer may depend on beside values. */
export interface About {
  /** The one channel that is asked about; null: mixed. */
  readonly channel: Channel | null;
  /** Length of the period in hours of real time. */
  readonly hours: number;
}

export const MIXED: About = { channel: null, hours: 0 };

export interface Answer {
  readonly value: number | null;
  readonly n: number;
  readonly numerator: number;
  readonly denominator: number | null;
  readonly interval: Interval | null;
  /** Named numbers behind the value, beside numerator and denominator. */
  readonly parts?: Readonly<Record<string, number>>;
}

/** The values of these measures, perhaps only those that are equal to one. */
export interface Counted {
  readonly measures: readonly Measure[];
  readonly value?: number;
}

/** The values that make up a KPI's n: the facts behind a figure; null: n counts something else. */
export const countedOf = (kpi: Kpi, about: About): Counted | null =>
  kpi.counted === undefined ? kpi : (kpi.counted?.(about) ?? null);

export interface Kpi<Id extends string = string> {
  readonly id: Id;
  /** Grows when the meaning changes (R14); printed with every figure. */
  readonly version: number;
  readonly unit: Unit;
  readonly better: Better;
  /** Below this n a screen shows no colour, rank or percentile (R13); null: a plain count. */
  readonly nMin: number | null;
  /** True where one agent may be asked for it; queue outcomes belong to nobody (KPIS.md 9, Q). */
  readonly perAgent: boolean;
  readonly measures: readonly Measure[];
  readonly only?: Only;
  /** Which values make up n, where not all of `measures` do; null: n is not a count of values. */
  readonly counted?: ((about: About) => Counted) | null;
  /** What is not decided yet: states at the instant whose beginning lies in the period. */
  readonly pending?: StateMeasure;
  readonly answer: (read: Read, about?: About) => Answer;
}

/** What the KPIs of one file share. */
export type Family = Pick<Kpi, "version" | "better" | "nMin" | "perAgent"> & {
  readonly only?: Only;
  readonly pending?: StateMeasure;
  /** Where a mean can lie at all; without it anywhere from 0 up. */
  readonly range?: Range;
};
