/** Measured effort (KPIS.md 5.3): mail and tickets have no handling time but what a source measured. */
import type { EventOf } from "../../../shared/events/event.ts";
import { type Contact, ownerAt } from "./contact.ts";
import { secondsOf } from "./elapsed.ts";
import type { Dims } from "./fact.ts";
import { type Leg, statesWork } from "./legs.ts";
import { strongestSummary } from "./summary.ts";

type Measured = EventOf<"contact.measured">;

/** One agent's measured work on a contact, done at `at`. */
export interface Work {
  readonly id: string;
  readonly seconds: number;
  readonly at: number;
  readonly dims: Dims;
}

const idOf = ({ source, data }: Measured): string =>
  data.legId ?? (data.agentId === undefined ? "" : `${source} ${data.agentId}`);

/** Work that is no leg's: of each leg name, else of each agent, the strongest summary. */
export function worksOf(contact: Contact, legs: readonly Leg[]): Work[] {
  if (!contact.has.summary) return [];
  const own = contact.events.filter(
    (event) => event.type === "contact.measured" && statesWork(event),
  ) as Measured[];
  const ids = new Set(own.map(idOf));
  return [...ids].flatMap((id): Work[] => {
    const strongest = strongestSummary(contact, (event) => statesWork(event) && idOf(event) === id);
    if (strongest === undefined) return [];
    const { legId, workMs = 0 } = strongest.data;
    const isOfLeg = legId === undefined ? legs.length > 0 : legs.some((leg) => leg.id === legId);
    if (isOfLeg) return [];
    const { at } = strongest;
    return [{ id, seconds: secondsOf(workMs), at, dims: dimsOf(contact, strongest) }];
  });
}

/** Who did it, else whose it was; the team that had the contact then. */
function dimsOf(contact: Contact, { source, data, at }: Measured): Dims {
  const { directory } = contact;
  const owner = ownerAt(contact, at);
  const agent =
    data.agentId === undefined ? owner.agent : directory.agent(source, data.agentId, at);
  const stated = data.teamId === undefined ? null : directory.team(source, data.teamId, at);
  const primary = agent === null ? null : directory.primaryTeam(agent, at);
  return {
    agent,
    team: stated ?? owner.team ?? primary,
    queue: owner.queue,
    channel: contact.channel,
    direction: contact.direction,
  };
}
