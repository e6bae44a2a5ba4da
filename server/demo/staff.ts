/** The agents: who is on shift at which queue, who is free, breaks, and going home. */
import type { EventData } from "../../shared/events/event.ts";
import type { Day } from "./calendar.ts";
import { QUEUES, type QueueId } from "./organisation.ts";
import { type Person, people } from "./people.ts";
import { type Shift, shiftOf } from "./rota.ts";
import { HOUR, MINUTE, type World } from "./world.ts";

type State = EventData<"agent.state_changed">["state"];

export interface Agent {
  readonly person: Person;
  /** Below 1 is faster than most. */
  readonly pace: number;
  /** How much happier than most this agent's customers are; in units of log odds. */
  readonly touch: number;
  queue: QueueId | null;
  load: number;
  freeSince: number;
  isPaused: boolean;
  isLeaving: boolean;
  pause: { reason: string; ms: number } | null;
}

/** A queue's side of the matter. */
export interface Desk {
  /** How many contacts one agent takes at a time. */
  readonly capacity: number;
  /** Customers who wait at this moment and hold the line. */
  waiting(): number;
  /** Somebody may have become free. */
  serve(): void;
}

export interface Staff {
  join(queue: QueueId, desk: Desk): void;
  onShift(queue: QueueId): Agent[];
  /** The agent with the fewest contacts, and of these the one who has been free for longest. */
  free(queue: QueueId): Agent | undefined;
  take(agent: Agent): void;
  release(agent: Agent): void;
  /** Away for a moment, as after a call that rang in vain. */
  stepAway(agent: Agent, state: State, reason: string, ms: number): void;
  startDay(day: Day): void;
}

/** Hours after the start of the shift, and minutes. */
const BREAKS = [
  { after: 1.75, minutes: 15, reason: "coffee" },
  { after: 3.75, minutes: 30, reason: "lunch" },
  { after: 6.25, minutes: 15, reason: "coffee" },
];
const CHANNELS = { twilio: "phone", chatwoot: "chat", zendesk: "email" } as const;
const POSTPONED = 6 * MINUTE;
const WAITING_TO_POSTPONE = 2;

export function staffOf(world: World): Staff {
  const { random } = world;
  const desks = new Map<QueueId, Desk>();
  const agents = people.map(
    (person): Agent => ({
      person,
      pace: random.lognormal(1, 0.09),
      touch: random.between(-0.35, 0.35),
      queue: null,
      load: 0,
      freeSince: 0,
      isPaused: false,
      isLeaving: false,
      pause: null,
    }),
  );

  const waiting = (queue: QueueId) => desks.get(queue)?.waiting() ?? 0;
  const onShift = (queue: QueueId) => agents.filter((agent) => agent.queue === queue);
  const isAlone = (agent: Agent) =>
    !agents.some(
      (other) =>
        other !== agent && other.queue === agent.queue && !other.isPaused && !other.isLeaving,
    );

  const tell = (agent: Agent, queue: QueueId, state: State, reason?: string) => {
    const { feed } = QUEUES[queue];
    world.emit(feed, "agent.state_changed", {
      agentId: agent.person.ids[feed],
      state,
      channel: CHANNELS[feed],
      ...(state === "available" ? { capacity: desks.get(queue)?.capacity ?? 1 } : {}),
      ...(reason === undefined ? {} : { reason }),
    });
  };

  const stepAway: Staff["stepAway"] = (agent, state, reason, ms) => {
    const { queue } = agent;
    if (queue === null) return;
    agent.isPaused = true;
    tell(agent, queue, state, reason);
    world.after(ms, () => {
      agent.isPaused = false;
      tell(agent, queue, "available");
      agent.freeSince = world.now();
      settle(agent);
    });
  };

  /** The last one at a queue stays until nobody waits, and takes no break. */
  const settle = (agent: Agent) => {
    const { queue } = agent;
    if (queue === null || agent.isPaused) return;
    if (agent.load === 0 && agent.isLeaving && !(isAlone(agent) && waiting(queue) > 0)) {
      tell(agent, queue, "offline");
      Object.assign(agent, { queue: null, isLeaving: false, pause: null });
      return;
    }
    if (agent.load === 0 && agent.pause !== null) {
      const { reason, ms } = agent.pause;
      const isNeeded = isAlone(agent) || waiting(queue) > WAITING_TO_POSTPONE;
      agent.pause = null;
      if (!isNeeded) return stepAway(agent, "break", reason, ms);
      world.after(POSTPONED, () => askForPause(agent, queue, reason, ms));
    }
    desks.get(queue)?.serve();
  };

  const askForPause = (agent: Agent, queue: QueueId, reason: string, ms: number) => {
    if (agent.queue !== queue || agent.isLeaving) return;
    agent.pause = { reason, ms };
    settle(agent);
  };

  const begin = (agent: Agent, shift: Shift, endsAt: number) => {
    if (agent.queue !== null) return;
    Object.assign(agent, { queue: shift.queue, load: 0, freeSince: world.now(), isPaused: false });
    tell(agent, shift.queue, "available");
    for (const { after, minutes, reason } of BREAKS) {
      const wait = (after + random.between(-0.3, 0.6)) * HOUR;
      const ms = minutes * MINUTE * random.between(0.9, 1.2);
      if (world.now() + wait + ms > endsAt) continue;
      world.after(wait, () => askForPause(agent, shift.queue, reason, ms));
    }
    world.after(endsAt - world.now(), () => {
      agent.isLeaving = true;
      settle(agent);
    });
    settle(agent);
  };

  const mayTake = (agent: Agent, queue: QueueId, capacity: number): boolean => {
    if (agent.queue !== queue || agent.isPaused || agent.load >= capacity) return false;
    return agent.isLeaving ? isAlone(agent) : agent.pause === null || isAlone(agent);
  };

  return {
    join: (queue, desk) => desks.set(queue, desk),
    onShift,
    free(queue) {
      const capacity = desks.get(queue)?.capacity ?? 1;
      let best: Agent | undefined;
      for (const agent of agents) {
        if (!mayTake(agent, queue, capacity)) continue;
        const isBetter =
          best === undefined ||
          agent.load < best.load ||
          (agent.load === best.load && agent.freeSince < best.freeSince);
        if (isBetter) best = agent;
      }
      return best;
    },
    take: (agent) => {
      agent.load += 1;
    },
    release: (agent) => {
      agent.load -= 1;
      agent.freeSince = world.now();
      settle(agent);
    },
    stepAway,
    startDay(day) {
      const week = Math.floor((day.index - day.weekday + 8) / 7);
      const seen = new Map<string, number>();
      for (const agent of agents) {
        const member = seen.get(agent.person.team) ?? 0;
        seen.set(agent.person.team, member + 1);
        const shift = shiftOf(agent.person.team, member, week + 4, day.weekday);
        if (shift === null) continue;
        const from = day.at(shift.from) + random.between(-4, 3) * MINUTE;
        const to = day.at(shift.to) + random.between(0, 4) * MINUTE;
        if (to <= world.now()) continue;
        world.after(from - world.now(), () => begin(agent, shift, to));
      }
    },
  };
}
