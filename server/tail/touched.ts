/** What a change of the organisation can touch (R8, EVENTS.md 7): from when, and whose. */
import type { EventOf } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Directory } from "../fold/directory.ts";
import type { Entity } from "../fold/entity.ts";
import { agentDayOf } from "../fold/timeline/entry.ts";
import { mentions, type NativeIds, nativeIds } from "./mentions.ts";

export interface Touched {
  /** Facts before are as they were. */
  readonly from: number;
  /** May this entity have facts that change? `lastAt` is the last instant it says anything of. */
  readonly touches: (entity: Pick<Entity, "key" | "events">, lastAt: number) => boolean;
  /** Agents' days whose planned work is another one now. */
  readonly planned: ReadonlySet<string>;
}

const NOTHING_PLANNED: ReadonlySet<string> = new Set();

/** Everything that names one of these agents, and their own days. */
export const ofAgents =
  (natives: NativeIds, persons: ReadonlySet<string>) =>
  ({ key, events }: Pick<Entity, "key" | "events">): boolean => {
    const day = agentDayOf(key);
    return day === null ? mentions(events, "agentId", natives) : persons.has(day.agent);
  };

/** Memberships that a source reports, new ones and those they replace. */
export function membershipsTouch(
  org: OrgDocument,
  directory: Directory,
  affected: readonly EventOf<"team.membership_changed">[],
): Touched {
  const natives = new Set<string>();
  const persons = new Set<string>();
  for (const { source, data } of affected) {
    const person = directory.agent(source, data.agentId, instantOf(data.effectiveAt));
    persons.add(person);
    natives.add(`${source}|${data.agentId}`);
    const described = org.agents.filter(({ id }) => id === person);
    for (const native of nativeIds(described)) natives.add(native);
  }
  const from = Math.min(...affected.map(({ data }) => instantOf(data.effectiveAt)));
  return { from, touches: ofAgents(natives, persons), planned: NOTHING_PLANNED };
}
