/** When a ticket was solved, by whom, and whether it came back (KPIS.md 6.2). */
import type { DeskEvent, EventOf } from "../../../shared/events/event.ts";
import { type Contact, type Owner, ownerAt } from "./contact.ts";

type StatusChanged = EventOf<"contact.status_changed">;
export type Credit = Pick<Owner, "agent" | "team" | "queue">;

const SOLVED: ReadonlySet<string> = new Set(["resolved", "closed"]);

export interface Solve {
  readonly event: StatusChanged;
  readonly at: number;
  /** A bot or a rule has nobody's name on it. */
  readonly byPerson: boolean;
}

export interface Solving {
  /** Each time it became solved; closing what is solved is not another time. */
  readonly solves: readonly Solve[];
  /** Solved by now. */
  readonly isSolved: boolean;
  /** Opened again by the customer or a rule; by an agent it is a correction. */
  readonly wasReopened: boolean;
}

export const isByAgent = ({ data }: StatusChanged): boolean =>
  data.actor === undefined ? data.agentId !== undefined : data.actor.kind === "agent";

const isStatus = (event: DeskEvent): event is StatusChanged =>
  event.type === "contact.status_changed";

export function solvingOf({ events }: Contact): Solving {
  const solves: Solve[] = [];
  let isSolved = false;
  let wasReopened = false;
  for (const event of events) {
    if (!isStatus(event)) continue;
    const solved = SOLVED.has(event.data.to);
    if (solved && !isSolved) {
      const byPerson = (event.data.actor?.kind ?? "agent") === "agent";
      solves.push({ event, at: event.at, byPerson });
    }
    if (!solved && isSolved && event.data.to !== "cancelled" && !isByAgent(event)) {
      wasReopened = true;
    }
    isSolved = solved;
  }
  return { solves, isSolved, wasReopened };
}

/** Credit S1, SN: who solved it, else its assignee; the team that had it then. */
export function solverCredit(contact: Contact, { event, byPerson, at }: Solve): Credit {
  const { directory } = contact;
  const owner = ownerAt(contact, at);
  const { agentId, teamId, actor } = event.data;
  const native = agentId ?? (actor?.kind === "agent" ? actor.id : undefined);
  const known = native === undefined ? owner.agent : directory.agent(event.source, native, at);
  const agent = byPerson ? known : null;
  const stated = teamId === undefined ? null : directory.team(event.source, teamId, at);
  const primary = agent === null ? null : directory.primaryTeam(agent, at);
  return { agent, team: stated ?? owner.team ?? primary, queue: owner.queue };
}
