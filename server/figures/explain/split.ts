/**
 * Why did it move? An exact additive split of a difference into what each group's share of the whole
 * changed (mix) and what changed inside each group (within).
 *
 * A ratio is V = Σ w·r over groups, with w the group's share of the denominator and r its own ratio.
 * With means over both periods, w1·r1 − w0·r0 = (w1 − w0)·r̄ + (r1 − r0)·w̄, and because the shares add up
 * to 1 in both periods any constant may be taken off r̄: taking off the mean of V0 and V1, a group brings
 * mix only if it grew and differs from the whole (Marshall–Edgeworth; Kitagawa 1955).
 */
import type { Answer } from "../../../shared/kpi/kpi.ts";

/** What a ratio is made of, in one period: of the whole, or of one group. */
export type Ratio = Pick<Answer, "value" | "numerator" | "denominator">;

export interface Pair<One> {
  readonly before: One;
  readonly after: One;
}

export interface Part<Group> {
  readonly group: Group;
  readonly mix: number;
  readonly within: number;
}

/** Share of the whole's denominator. */
export function weightOf({ denominator }: Ratio, whole: Ratio): number {
  const all = whole.denominator ?? 0;
  return all === 0 ? 0 : (denominator ?? 0) / all;
}

/**
 * What one group adds to the whole's value: w·r. A group may have a numerator without a denominator
 * (agents who worked without a plan): then its part of the numerator.
 */
export function contribution(group: Ratio, whole: Ratio): number {
  if (group.value !== null) return weightOf(group, whole) * group.value;
  if (whole.value === null || whole.numerator === 0) return 0;
  return whole.value * (group.numerator / whole.numerator);
}

/** The value from which a group's mix is counted; null where either period has none. */
export const centreOf = ({ before, after }: Pair<{ readonly value: number | null }>) =>
  before.value === null || after.value === null ? null : (before.value + after.value) / 2;

/**
 * Parts of a ratio. A group without a value of its own in one period came or went, and is all mix:
 * inside it nothing is known to have changed.
 */
export function splitRatio<Group>(
  groups: ReadonlyMap<Group, Pair<Ratio>>,
  whole: Pair<Ratio>,
): Part<Group>[] {
  const centre = centreOf(whole) ?? 0;
  return [...groups].map(([group, { before, after }]) => {
    const [w0, w1] = [weightOf(before, whole.before), weightOf(after, whole.after)];
    const [r0, r1] = [before.value, after.value];
    if (r0 === null || r1 === null) {
      const came = contribution(after, whole.after) - contribution(before, whole.before);
      return { group, mix: came - (w1 - w0) * centre, within: 0 };
    }
    const mix = (w1 - w0) * ((r0 + r1) / 2 - centre) + 0; // never −0
    return { group, mix, within: (r1 - r0) * ((w0 + w1) / 2) };
  });
}

/** Parts of a count: each group's own change. */
export const splitCount = <Group>(groups: ReadonlyMap<Group, Pair<number>>): Part<Group>[] =>
  [...groups].map(([group, { before, after }]) => ({ group, mix: 0, within: after - before }));
