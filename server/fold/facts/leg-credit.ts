/** Whose a leg is, and where it happened (KPIS.md 9, credit L). */
import type { EventOf } from "../../../shared/events/event.ts";
import type { Attempt } from "./attempts.ts";
import { type Contact, type Owner, ownerAt } from "./contact.ts";
import type { Dims } from "./fact.ts";
import type { Leg } from "./legs.ts";

type Credit = Pick<Owner, "agent" | "team" | "queue">;

/** An agent as one source calls him. */
interface Named {
  readonly source: string;
  readonly agentId: string;
}

const agentAt = ({ directory }: Contact, who: Named | null, at: number): string | null =>
  who === null ? null : directory.agent(who.source, who.agentId, at);

/** A call back belongs to the queue that was asked for it. */
const isFromQueue = (answered: EventOf<"contact.answered"> | undefined): boolean =>
  answered === undefined || ["queue", "callback"].includes(answered.data.via ?? "queue");

/**
 * Credit L: the agent of the leg; the team of the queue it came from, else the primary team. `whoAt`:
 * when the source's name of the agent meant him, where that is not the instant of the credit.
 */
export function legCredit(
  contact: Contact,
  answered: EventOf<"contact.answered"> | undefined,
  who: Named | null,
  at: number,
  whoAt = at,
): Credit {
  const { directory } = contact;
  const agent = agentAt(contact, who, whoAt);
  const owner = ownerAt(contact, answered?.at ?? at);
  const fromQueue = isFromQueue(answered);
  const named = answered?.data.teamId ?? undefined;
  const stated = named === undefined ? null : directory.team(answered?.source ?? "", named, at);
  const ofQueue = fromQueue ? (directory.teamOfQueue(owner.queue ?? "", at) ?? owner.team) : null;
  const primary = agent === null ? null : directory.primaryTeam(agent, at);
  return {
    agent,
    team: stated ?? ofQueue ?? primary ?? owner.team,
    queue: fromQueue ? owner.queue : null,
  };
}

/** The agent of a leg as any of its events names him; of a dialled one also who dialled. */
export function agentOf({ answered, measured, ended, wrapup, attempt }: Leg): Named | null {
  for (const event of [answered, measured, ended, wrapup, attempt?.offered]) {
    const agentId = event?.data.agentId;
    if (event !== undefined && typeof agentId === "string") {
      return { source: event.source, agentId };
    }
  }
  return null;
}

/**
 * Who and where at `at`. A leg may have a channel of its own. A call to the customer is outbound, but
 * a call back belongs to the inbound contact that asked for it.
 */
export function legDims(contact: Contact, leg: Leg, at: number, whoAt = at): Dims {
  const { answered } = leg;
  const { via, direction, channel } = answered?.data ?? {};
  return {
    ...legCredit(contact, answered, agentOf(leg), at, whoAt),
    channel: channel ?? contact.channel,
    direction:
      via === "outbound"
        ? "outbound"
        : via === "callback"
          ? contact.direction
          : (direction ?? contact.direction),
  };
}

/** The same of an attempt to reach the customer. */
export function attemptDims(contact: Contact, { offered }: Attempt, at: number): Dims {
  const { directory, has, direction } = contact;
  const { agentId, channel } = offered.data;
  const agent = directory.agent(offered.source, agentId, at);
  const { team, queue } = ownerAt(contact, at);
  const ofQueue = has.callback ? (directory.teamOfQueue(queue ?? "", at) ?? team) : null;
  return {
    agent,
    team: ofQueue ?? directory.primaryTeam(agent, at) ?? team,
    queue: has.callback ? queue : null,
    channel: channel ?? contact.channel,
    direction: has.callback ? direction : "outbound",
  };
}
