/** One agent's day: coming in, breaks, stepping away, going home. */
import type { EventData } from "../../shared/events/event.ts";
import { type Absence, type Agent, type Floor, isAlone } from "./floor.ts";
import { QUEUES, type QueueId } from "./organisation.ts";
import type { Shift } from "./rota.ts";
import { BREAKS } from "./shift-plan.ts";
import { HOUR, MINUTE } from "./world.ts";

type State = EventData<"agent.state_changed">["state"];

const CHANNELS = { twilio: "phone", chatwoot: "chat", zendesk: "email" } as const;
const POSTPONED = 6 * MINUTE;
const WAITING_TO_POSTPONE = 2;

const waitingAt = ({ desks }: Floor, queue: QueueId): number => desks.get(queue)?.waiting() ?? 0;

function tell(floor: Floor, agent: Agent, queue: QueueId, state: State, reason?: string): void {
  const { feed } = QUEUES[queue];
  floor.world.emit(feed, "agent.state_changed", {
    agentId: agent.person.ids[feed],
    state,
    channel: CHANNELS[feed],
    ...(state === "available" ? { capacity: floor.desks.get(queue)?.capacity ?? 1 } : {}),
    ...(reason === undefined ? {} : { reason }),
  });
}

export function stepAway(floor: Floor, agent: Agent, absence: Absence): void {
  const { queue } = agent;
  if (queue === null) return;
  agent.isPaused = true;
  tell(floor, agent, queue, absence.state, absence.reason);
  floor.world.after(absence.ms, () => {
    agent.isPaused = false;
    tell(floor, agent, queue, "available");
    agent.freeSince = floor.world.now();
    settle(floor, agent);
  });
}

function askForPause(floor: Floor, agent: Agent, queue: QueueId, absence: Absence): void {
  if (agent.queue !== queue || agent.isLeaving) return;
  agent.pause = absence;
  settle(floor, agent);
}

/** What comes next for somebody who may have nothing to do: home, a break, or the next customer. */
export function settle(floor: Floor, agent: Agent): void {
  const { queue, pause } = agent;
  if (queue === null || agent.isPaused) return;
  const waiting = waitingAt(floor, queue);
  // The last one at a queue stays until nobody waits, and takes no break.
  if (agent.load === 0 && agent.isLeaving && !(isAlone(floor, agent) && waiting > 0)) {
    tell(floor, agent, queue, "offline");
    Object.assign(agent, { queue: null, isLeaving: false, pause: null });
    return;
  }
  if (agent.load === 0 && pause !== null) {
    agent.pause = null;
    if (!isAlone(floor, agent) && waiting <= WAITING_TO_POSTPONE) {
      stepAway(floor, agent, pause);
      return;
    }
    floor.world.after(POSTPONED, () => askForPause(floor, agent, queue, pause));
  }
  floor.desks.get(queue)?.serve();
}

export function beginShift(floor: Floor, agent: Agent, shift: Shift, endsAt: number): void {
  const { world } = floor;
  const { queue } = shift;
  if (agent.queue !== null) return;
  Object.assign(agent, { queue, load: 0, freeSince: world.now(), isPaused: false });
  tell(floor, agent, queue, "available");
  for (const { after, minutes, reason } of BREAKS) {
    const wait = (after + world.random.between(-0.3, 0.6)) * HOUR;
    const ms = minutes * MINUTE * world.random.between(0.9, 1.2);
    if (world.now() + wait + ms > endsAt) continue;
    const absence: Absence = { state: "break", reason, ms };
    world.after(wait, () => askForPause(floor, agent, queue, absence));
  }
  world.after(endsAt - world.now(), () => {
    agent.isLeaving = true;
    settle(floor, agent);
  });
  settle(floor, agent);
}
