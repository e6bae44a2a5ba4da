/** Memberships over time: which team is an agent's primary one, from when (KPIS.md 7.5). */

export interface TeamStep {
  readonly agent: string;
  readonly team: string;
  readonly at: number;
  readonly change: "joined" | "left";
  readonly primary: boolean;
}

export interface PrimaryFrom {
  readonly at: number;
  readonly team: string | null;
}

/** Leaving comes before joining at the same instant; the rest of the order only breaks ties. */
const byTime = (a: TeamStep, b: TeamStep): number =>
  a.at - b.at ||
  Number(a.change === "joined") - Number(b.change === "joined") ||
  Number(a.primary) - Number(b.primary) ||
  (a.team < b.team ? -1 : a.team > b.team ? 1 : 0);

/** Per agent the primary team from each change on. A new primary replaces the earlier one. */
export function primaryTeams(steps: readonly TeamStep[]): Map<string, PrimaryFrom[]> {
  const byAgent = new Map<string, TeamStep[]>();
  for (const step of steps) {
    const own = byAgent.get(step.agent);
    if (own === undefined) byAgent.set(step.agent, [step]);
    else own.push(step);
  }
  const result = new Map<string, PrimaryFrom[]>();
  for (const [agent, own] of byAgent) result.set(agent, replay(own.sort(byTime)));
  return result;
}

function replay(steps: readonly TeamStep[]): PrimaryFrom[] {
  const teams = new Set<string>();
  let primary: string | null = null;
  return steps.map((step) => {
    if (step.change === "joined") {
      teams.add(step.team);
      if (step.primary) primary = step.team;
    } else {
      teams.delete(step.team);
      if (primary === step.team) primary = null;
    }
    const [only = null] = teams;
    return { at: step.at, team: primary ?? (teams.size === 1 ? only : null) };
  });
}

const ceilSecond = (at: number): number => Math.ceil(at / 1000) * 1000;

/** The team at `from`, and each later one up to `to` from the first whole second of it. */
export function teamsBetween(
  steps: readonly PrimaryFrom[],
  from: number,
  to: number,
): PrimaryFrom[] {
  const teams: PrimaryFrom[] = [{ at: from, team: null }];
  for (const { at, team } of steps) {
    const since = Math.max(from, ceilSecond(at));
    if (since >= to) break;
    const last = teams.at(-1);
    if (last?.at === since) teams.pop();
    if (teams.at(-1)?.team !== team || teams.length === 0) teams.push({ at: since, team });
  }
  return teams;
}
