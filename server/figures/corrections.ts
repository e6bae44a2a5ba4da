/** What late news did to today's figures: each correction with the figure as it is and as it was without it. */
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { isStateMeasure, type Measure } from "../../shared/kpi/measure.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Cause, Correction, Touch } from "../fold/corrections.ts";
import type { Ledger, Loaded } from "./ledger.ts";
import { aboutOne, load, reader } from "./read.ts";
import { admits, type Filter } from "./scope.ts";

export interface Corrected {
  /** When it began to come, ms. */
  readonly at: number;
  readonly kpi: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly nBefore: number;
  readonly n: number;
  /** How many contacts each cause changed, the most first. */
  readonly causes: readonly { readonly cause: Cause; readonly contacts: number }[];
}

export interface Corrigible extends Ledger {
  corrections(from: number): readonly Correction[];
}

/** The same cells without the facts of these corrections; only of the period. */
function without(loaded: Loaded, corrections: readonly Correction[], period: Period): Loaded {
  const { dims } = loaded;
  const parts = new Map(loaded.parts);
  for (const [measure, own] of loaded.parts) {
    const taken = corrections.flatMap(({ changes }) =>
      [...(changes.get(measure) ?? [])]
        .filter(([start]) => start >= period.from && start < period.to)
        .map(([start, change]) => ({
          start,
          times: -1 as const,
          packed: NO_CELLS,
          changes: change,
          stamp: 0,
        })),
    );
    if (taken.length > 0) parts.set(measure, [...own, ...taken]);
  }
  return { dims, parts };
}

/** How many contacts each cause changed of what the figure is made of, the most first. */
function causesOf(
  { causes }: Correction,
  kpi: Kpi,
  filter: Filter,
  { dims }: Loaded,
  { from, to }: Period,
): Corrected["causes"] {
  const measures = new Set<Measure>(kpi.measures);
  const admit = admits(filter, kpi.only);
  const isOwn = ({ measure, dims: number, at }: Touch): boolean =>
    measures.has(measure) && at >= from && at < to && admit(dims.at(number));
  return [...causes]
    .map(([cause, contacts]) => {
      const own = [...contacts.values()].filter((touches) => touches.some(isOwn));
      return { cause, contacts: own.length };
    })
    .filter(({ contacts }) => contacts > 0)
    .sort((a, b) => b.contacts - a.contacts);
}

const NO_CELLS = new Uint8Array(0);

/**
 * The newest first, at most `max`; only what changed a figure. Of several that followed each other each is
 * told as a step: what was before it, what after.
 */
export async function corrected(
  ledger: Corrigible,
  kpis: readonly Kpi[],
  filter: Filter,
  period: Period,
  max: number,
): Promise<Corrected[]> {
  const asked = kpis.filter((kpi) => !kpi.measures.some(isStateMeasure));
  const loaded = await load(ledger, asked, period);
  const corrections = ledger.corrections(period.from); // from here on nothing is awaited
  const about = aboutOne(filter, period);
  const found: Corrected[] = [];
  let after = asked.map((kpi) => kpi.answer(reader(loaded, filter), about));
  for (let at = corrections.length - 1; at >= 0 && found.length < max; at -= 1) {
    const correction = corrections[at] as Correction;
    const read = reader(without(loaded, corrections.slice(at), period), filter);
    const before = asked.map((kpi) => kpi.answer(read, about));
    for (const [index, kpi] of asked.entries()) {
      const [was, is] = [before[index], after[index]];
      if (was === undefined || is === undefined) continue;
      if (was.value === is.value && was.n === is.n) continue;
      const causes = causesOf(correction, kpi, filter, loaded, period);
      const { value, n } = is;
      found.push({
        at: correction.at,
        kpi: kpi.id,
        before: was.value,
        after: value,
        nBefore: was.n,
        n,
        causes,
      });
    }
    after = before;
  }
  return found.slice(0, max);
}
