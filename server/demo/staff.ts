/** The agents: who is on shift at which queue, and who is free for the next contact. */
import type { Day } from "./calendar.ts";
import { type Absence, type Agent, type Desk, type Floor, hire, isAlone } from "./floor.ts";
import type { QueueId } from "./organisation.ts";
import { shiftOf } from "./rota.ts";
import { beginShift, settle, stepAway } from "./shift.ts";
import { weekOf } from "./shift-plan.ts";
import { MINUTE, type World } from "./world.ts";

export interface Staff {
  join(queue: QueueId, desk: Desk): void;
  onShift(queue: QueueId): Agent[];
  /** The agent with the fewest contacts, and of these the one who has been free for longest. */
  free(queue: QueueId): Agent | undefined;
  take(agent: Agent): void;
  release(agent: Agent): void;
  /** Away for a moment, as after a call that rang in vain. */
  stepAway(agent: Agent, absence: Absence): void;
  startDay(day: Day): void;
}

function mayTake(floor: Floor, agent: Agent, queue: QueueId, capacity: number): boolean {
  if (agent.queue !== queue || agent.isPaused || agent.load >= capacity) return false;
  return (!agent.isLeaving && agent.pause === null) || isAlone(floor, agent);
}

const isBetter = (agent: Agent, than: Agent): boolean =>
  agent.load < than.load || (agent.load === than.load && agent.freeSince < than.freeSince);

function freeAgent(floor: Floor, queue: QueueId): Agent | undefined {
  const capacity = floor.desks.get(queue)?.capacity ?? 1;
  let best: Agent | undefined;
  for (const agent of floor.agents) {
    if (!mayTake(floor, agent, queue, capacity)) continue;
    if (best === undefined || isBetter(agent, best)) best = agent;
  }
  return best;
}

function startDay(floor: Floor, day: Day): void {
  const { world, agents } = floor;
  const week = weekOf(day);
  const members = new Map<string, number>();
  for (const agent of agents) {
    const { team } = agent.person;
    const member = members.get(team) ?? 0;
    members.set(team, member + 1);
    const shift = shiftOf(team, member, week, day.weekday);
    if (shift === null) continue;
    const from = day.at(shift.from) + world.random.between(-4, 3) * MINUTE;
    const to = day.at(shift.to) + world.random.between(0, 4) * MINUTE;
    if (to > world.now())
      world.after(from - world.now(), () => beginShift(floor, agent, shift, to));
  }
}

export function staffOf(world: World): Staff {
  const floor: Floor = { world, agents: hire(world), desks: new Map() };
  return {
    join: (queue, desk) => floor.desks.set(queue, desk),
    onShift: (queue) => floor.agents.filter((agent) => agent.queue === queue),
    free: (queue) => freeAgent(floor, queue),
    take: (agent) => {
      agent.load += 1;
    },
    release: (agent) => {
      agent.load -= 1;
      agent.freeSince = world.now();
      settle(floor, agent);
    },
    stepAway: (agent, absence) => stepAway(floor, agent, absence),
    startDay: (day) => startDay(floor, day),
  };
}
