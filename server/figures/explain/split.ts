/**
 * Why did it move? An exact additive split of a difference into what each group's share of the whole
 * changed (mix) and what changed inside each group (within).
 *
 * A ratio is V = Σ w·r over groups, with w the group's share of the denominator and r its own ratio.
 * With means over both periods, w1·r1 − w0·r0 = (w1 − w0)·r̄ + (r1 − r0)·w̄, and because the shares add up
 * to 1 in both periods any constant may be taken off r̄: taking off the mean of V0 and V1, a group brings
 * mix only if it grew and differs from the whole (Marshall–Edgeworth; Kitagawa 1955).
 */

/** One group in one period: its own value, and its part of the denominator. */
export interface Side {
  /** Null where the group had nothing. */
  readonly value: number | null;
  readonly weight: number;
}

export interface Pair<One> {
  readonly before: One;
  readonly after: One;
}

export interface Part<Group> {
  readonly group: Group;
  readonly mix: number;
  readonly within: number;
}

/** Parts of a ratio; a group that came or went is all mix: inside it nothing is known to have changed. */
export function splitRatio<Group>(
  groups: ReadonlyMap<Group, Pair<Side>>,
  whole: Pair<number>,
): Part<Group>[] {
  const total = (side: "before" | "after") =>
    [...groups.values()].reduce((sum, pair) => sum + pair[side].weight, 0);
  const [before, after] = [total("before"), total("after")];
  const centre = (whole.before + whole.after) / 2;
  return [...groups].map(([group, pair]) => {
    const w0 = before === 0 ? 0 : pair.before.weight / before;
    const w1 = after === 0 ? 0 : pair.after.weight / after;
    const r0 = pair.before.value ?? pair.after.value ?? centre;
    const r1 = pair.after.value ?? pair.before.value ?? centre;
    const mix = (w1 - w0) * ((r0 + r1) / 2 - centre);
    const within = (r1 - r0) * ((w0 + w1) / 2);
    return { group, mix, within };
  });
}

/** Parts of a count: each group's own change. */
export const splitCount = <Group>(groups: ReadonlyMap<Group, Pair<number>>): Part<Group>[] =>
  [...groups].map(([group, { before, after }]) => ({ group, mix: 0, within: after - before }));

/**
 * Figures are told in steps of 2^-20 (a millionth): such numbers add up without rounding, in any order,
 * to the last bit.
 */
export const STEP = 2 ** -20;

/**
 * The same parts in whole steps, so that their sum is the difference exactly. What rounding leaves over
 * goes, a step each, to the parts that were rounded furthest.
 */
export function inSteps<Group>(parts: readonly Part<Group>[], difference: number): Part<Group>[] {
  const wanted = Math.round(difference / STEP);
  const cells = parts.flatMap(({ mix, within }) => [mix / STEP, within / STEP]);
  const floors = cells.map(Math.floor);
  let left = wanted - floors.reduce((sum, one) => sum + one, 0);
  const byRest = cells
    .map((cell, at) => ({ at, rest: cell - (floors[at] as number) }))
    .sort((a, b) => b.rest - a.rest || a.at - b.at);
  for (let turn = 0; left !== 0 && byRest.length > 0; turn += 1) {
    const step = Math.sign(left);
    const at = byRest[step > 0 ? turn % byRest.length : byRest.length - 1 - (turn % byRest.length)];
    if (at !== undefined) floors[at.at] = (floors[at.at] as number) + step;
    left -= step;
  }
  return parts.map(({ group }, index) => ({
    group,
    mix: (floors[index * 2] as number) * STEP,
    within: (floors[index * 2 + 1] as number) * STEP,
  }));
}
