/** An agent's day, second by second: shares of parallel work, occupancy, adherence (5.2, 6.2). */
import type { House } from "./house.ts";
import type { Attempt, Leg } from "./legs.ts";
import { handleSeconds } from "./legs.ts";
import { type Said, second } from "./said.ts";
import type { Sample } from "./sample.ts";

/** A stretch in which an agent has a contact, in whole seconds. */
interface Stretch {
  readonly leg: Leg | null;
  readonly key: readonly [answeredAt: number, legId: string];
  readonly from: number;
  readonly to: number;
}

function stretchesOf(agent: string, legs: readonly Leg[], attempts: readonly Attempt[]): Stretch[] {
  const own = legs
    .filter((leg) => leg.agent === agent && leg.skew !== "quarantined")
    .map((leg) => ({
      leg,
      key: [leg.answeredAt, leg.id] as const,
      from: second(leg.dialledAt ?? leg.answeredAt),
      to: second(leg.doneAt),
    }));
  const failed = attempts
    .filter((one) => one.agent === agent && one.isConnected !== true)
    .map(({ from, to }) => ({
      leg: null,
      key: [from, ""] as const,
      from: second(from),
      to: second(to),
    }));
  return [...own, ...failed];
}

const byKey = (a: Stretch, b: Stretch): number =>
  a.key[0] - b.key[0] || (a.key[1] < b.key[1] ? -1 : 1);

/** Every second with k contacts counts 1/k for each, in whole seconds that sum to the piece. */
export function shares(
  agents: readonly string[],
  legs: readonly Leg[],
  attempts: readonly Attempt[],
): Map<Leg, number> {
  const work = new Map<Leg, number>();
  for (const leg of legs) if (leg.agent === null) work.set(leg, handleSeconds(leg));
  for (const agent of agents) {
    const all = stretchesOf(agent, legs, attempts);
    for (const { leg } of all) if (leg !== null) work.set(leg, 0);
    const cuts = [...new Set(all.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
    for (const [turn, from] of cuts.entries()) {
      const to = cuts[turn + 1] ?? from;
      const open = all.filter((one) => one.from <= from && one.to >= to && to > from).sort(byKey);
      const length = to - from;
      for (const [place, { leg }] of open.entries()) {
        const share = Math.floor(length / open.length) + (place < length % open.length ? 1 : 0);
        if (leg !== null) work.set(leg, (work.get(leg) ?? 0) + share);
      }
    }
  }
  return work;
}

const QUARTER = 900;

/** The agent's states, by time: one line of time whatever the source. */
export const statesOf = (said: readonly Said[], agent: string, house: House): Said[] =>
  said.filter((one) => one.type === "agent.state_changed" && house.who(one) === agent);

/** Which second of the quarter beginning at `start` the agent is in which state. */
function stateAt(states: readonly Said[], at: number): string | undefined {
  return states.findLast((one) => second(one.at) <= at)?.words.state;
}

/** Time in state of one agent in `[from, to)`, cut at every quarter of an hour. */
export function agentSamples(
  agent: string,
  house: House,
  stretches: { legs: readonly Leg[]; attempts: readonly Attempt[]; states: readonly Said[] },
  { from, to }: { from: number; to: number },
): Sample[] {
  const { legs, attempts, states } = stretches;
  const work = stretchesOf(agent, legs, attempts);
  const shifts = (house.org.shifts ?? []).filter((one) => one.agent === agent);
  const plans = shifts.map((one) => ({
    activity: one.activity,
    from: second(Date.parse(one.from)),
    to: second(Date.parse(one.to)),
  }));
  const samples: Sample[] = [];
  for (let start = second(from); start < second(to); start += QUARTER) {
    const sums: Record<string, number> = {};
    const add = (of: string, value: number) => {
      if (value > 0) sums[of] = (sums[of] ?? 0) + value;
    };
    const here = work.filter((one) => one.from < start + QUARTER && one.to > start);
    const planned = plans.filter((one) => one.from < start + QUARTER && one.to > start);
    const changes = states.filter(({ at }) => second(at) > start && second(at) < start + QUARTER);
    const isDull = here.length + planned.length + changes.length === 0;
    if (isDull && stateAt(states, start) !== "available") continue;
    for (let at = start; at < Math.min(start + QUARTER, second(to)); at += 1) {
      const holds = (one: { from: number; to: number }) => one.from <= at && at < one.to;
      const isBusy = here.some(holds);
      const sessions = here.filter(
        ({ leg }) =>
          leg?.isHandled === true && second(leg.answeredAt) <= at && at < second(leg.endedAt),
      ).length;
      const state = stateAt(states, at);
      const plan = planned.find(holds)?.activity;
      const isOnQueue = isBusy || state === "available";
      add("agent.busy", isBusy ? 1 : 0);
      add("agent.idle", !isBusy && state === "available" ? 1 : 0);
      add("agent.session", sessions);
      add("agent.in_session", sessions > 0 ? 1 : 0);
      add("agent.planned", plan === undefined ? 0 : 1);
      add("agent.on_queue", isOnQueue ? 1 : 0);
      add("agent.on_queue_planned", plan === "productive" ? 1 : 0);
      const isAsPlanned = plan === "productive" ? isOnQueue : !isBusy && state === plan;
      add("agent.adherent", plan !== undefined && isAsPlanned ? 1 : 0);
    }
    const team = house.primaryTeam(agent, start * 1000);
    for (const [of, value] of Object.entries(sums)) {
      samples.push({ of, value, at: start * 1000, agent, team, channel: null, direction: null });
    }
  }
  return samples;
}
