/** Which formulas are broken at the same time: no KPI twice, so that each difference has one cause. */
import type { Mutation } from "./mutation.ts";

export interface Round {
  /** Indexes in the list of mutations. */
  readonly members: number[];
  readonly breaks: Set<string>;
}

export function roundsOf(mutations: readonly Mutation[]): Round[] {
  const rounds: Round[] = [];
  mutations.forEach(({ breaks }, index) => {
    const free = rounds.find((round) => breaks.every((id) => !round.breaks.has(id)));
    const round = free ?? { members: [], breaks: new Set<string>() };
    if (free === undefined) rounds.push(round);
    round.members.push(index);
    for (const id of breaks) round.breaks.add(id);
  });
  return rounds;
}

/** The folder beside shared/kpi with mutation number `index` in it. */
export const twinOf = (index: number): string => `kpi-mistake-${index}`;
