/** What every agent is doing, as each source said it last (the agents table). */
import type { EventOf } from "../../shared/events/event.ts";
import { newEntity, PINNED } from "../fold/entity.ts";
import type { LogEvent } from "../fold/log-event.ts";

export type AgentState = EventOf<"agent.state_changed">;

/** Key of the entity that holds them; no source can name it. */
export const PRESENCE = "|presence";

export class Presence {
  readonly #latest = new Map<string, AgentState>();

  take(events: readonly LogEvent[]): void {
    for (const event of events) {
      if (event.type !== "agent.state_changed") continue;
      const key = `${event.source}|${event.data.agentId}|${event.data.channel ?? ""}`;
      const known = this.#latest.get(key);
      if (known === undefined || isLater(event, known)) this.#latest.set(key, event);
    }
  }

  /** Latest per agent id and channel that had happened by `horizon`. */
  all(horizon: number): AgentState[] {
    return [...this.#latest.values()].filter(({ at }) => at <= horizon);
  }

  /** Forgets what was told of before an instant (PRIV-6). */
  forgetBefore(before: number): void {
    for (const [key, { at }] of this.#latest) if (at < before) this.#latest.delete(key);
  }

  /** As an entity, so that it is checkpointed and restored like any other. */
  entity() {
    return { ...newEntity(PRESENCE), events: [...this.#latest.values()], wakeAt: PINNED };
  }
}

const isLater = (a: AgentState, b: AgentState): boolean =>
  a.at !== b.at ? a.at > b.at : a.id > b.id;
