/** The room the agents work in: who they are, what they are doing, and the queues. */
import type { QueueId } from "./organisation.ts";
import { type Person, people } from "./people.ts";
import type { World } from "./world.ts";

export interface Absence {
  readonly state: "break" | "away";
  readonly reason: string;
  readonly ms: number;
}

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
  /** Wanted as soon as the hands are free. */
  pause: Absence | null;
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

/** The room: everybody, and the queues. */
export interface Floor {
  readonly world: World;
  readonly agents: readonly Agent[];
  readonly desks: Map<QueueId, Desk>;
}

export function hire(world: World): Agent[] {
  return people.map((person) => ({
    person,
    pace: world.random.lognormal(1, 0.09),
    touch: world.random.between(-0.35, 0.35),
    queue: null,
    load: 0,
    freeSince: 0,
    isPaused: false,
    isLeaving: false,
    pause: null,
  }));
}

/** Nobody else is there to take this agent's next contact. */
export const isAlone = ({ agents }: Floor, agent: Agent): boolean =>
  !agents.some(
    (other) =>
      other !== agent && other.queue === agent.queue && !other.isPaused && !other.isLeaving,
  );
