/**
 * Differences are told in steps of 2^-20 (a millionth): such numbers add up without rounding, in any
 * order, to the last bit, as long as they stay below 2^33.
 */
import type { Part } from "./split.ts";

export const STEP = 2 ** -20;

/** Half away from zero, so that what is swapped is negated; never −0. */
const nearest = (value: number): number => Math.sign(value) * Math.round(Math.abs(value)) + 0;

/** The nearest whole step. */
export const onGrid = (value: number): number => nearest(value / STEP) * STEP;

/**
 * The same parts in whole steps, so that their sum is `difference` exactly. What rounding leaves over
 * goes, a step each, to the parts that were rounded furthest; a part that is nothing stays nothing.
 */
export function inSteps<Group>(parts: readonly Part<Group>[], difference: number): Part<Group>[] {
  const wanted = nearest(difference / STEP);
  const cells = parts.flatMap(({ mix, within }) => [mix / STEP, within / STEP]);
  const steps = cells.map(nearest);
  let left = wanted - steps.reduce((sum, one) => sum + one, 0);
  const by = Math.sign(left);
  const byRest = cells
    .map((cell, at) => ({ at, rest: by * (cell - (steps[at] as number)), isNothing: cell === 0 }))
    .sort((a, b) => Number(a.isNothing) - Number(b.isNothing) || b.rest - a.rest || a.at - b.at);
  for (let turn = 0; left !== 0 && byRest.length > 0; turn += 1) {
    const one = byRest[turn % byRest.length];
    if (one !== undefined) steps[one.at] = (steps[one.at] as number) + by;
    left -= by;
  }
  const told = (at: number): number => (steps[at] as number) * STEP + 0;
  return parts.map(({ group }, index) => ({
    group,
    mix: told(index * 2),
    within: told(index * 2 + 1),
  }));
}
