/** What is so at one instant, found once for all boards of a tick: what is open, who is there. */
import type { EventOf } from "../../shared/events/event.ts";
import type { Ledger } from "../figures/ledger.ts";
import { spansAt, statesAt } from "../figures/read.ts";
import { holdsAt, type Span } from "../fold/facts/fact.ts";

export interface Presence {
  readonly agent: string;
  readonly state: string;
  readonly at: number;
}

/** Who is at work, by agent and by team. */
export interface Floor {
  /** The latest state of each agent who told one. */
  readonly presences: ReadonlyMap<string, Presence>;
  /** Described agents by their primary team now. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Open contacts of an agent, by the team they belong to. */
  readonly open: ReadonlyMap<string, ReadonlyMap<string | null, number>>;
}

/** A contact that waits: the key of its entity, and the state with its age. */
export interface Wait {
  readonly key: string;
  readonly span: Span;
}

export interface Moment {
  readonly now: number;
  /** Who waits in a queue or for an answer, each once, the oldest first. */
  readonly waits: () => readonly Wait[];
  readonly states: ReturnType<typeof statesAt>;
  /** Made when the first board asks for it. */
  readonly floor: () => Floor;
}

/** Where a moment is read from. */
export interface Scene extends Ledger {
  agentStates(): readonly EventOf<"agent.state_changed">[];
}

export function momentOf(scene: Scene, now: number): Moment {
  const spans = spansAt(scene.entities.live(), now);
  let floor: Floor | null = null;
  let waits: Wait[] | null = null;
  return {
    now,
    waits: () => {
      waits ??= waitsOf(scene, now);
      return waits;
    },
    states: statesAt(spans, now),
    floor: () => {
      floor ??= {
        presences: presencesOf(scene),
        members: membersOf(scene, now),
        open: openOf(scene),
      };
      return floor;
    },
  };
}

const WAITS: ReadonlySet<string> = new Set(["state.queued", "state.waiting"]);

function waitsOf(scene: Scene, now: number): Wait[] {
  const waits: Wait[] = [];
  for (const { key, meaning } of scene.entities.live()) {
    for (const span of meaning.spans) {
      if (WAITS.has(span.measure) && holdsAt(span, now)) waits.push({ key, span });
    }
  }
  return waits.sort((a, b) => a.span.since - b.span.since || (a.key < b.key ? -1 : 1));
}

function presencesOf(scene: Scene): Map<string, Presence> {
  const directory = scene.directory();
  const latest = new Map<string, Presence>();
  for (const { source, at, data } of scene.agentStates()) {
    const agent = directory.agent(source, data.agentId, at);
    const known = latest.get(agent);
    if (known === undefined || known.at < at) latest.set(agent, { agent, state: data.state, at });
  }
  return latest;
}

function membersOf(scene: Scene, now: number): Map<string, string[]> {
  const directory = scene.directory();
  const members = new Map<string, string[]>();
  for (const { id } of scene.document().agents) {
    const team = directory.primaryTeam(id, now);
    if (team === null) continue;
    const own = members.get(team);
    if (own === undefined) members.set(team, [id]);
    else own.push(id);
  }
  return members;
}

function openOf(scene: Scene): Map<string, Map<string | null, number>> {
  const open = new Map<string, Map<string | null, number>>();
  for (const { meaning } of scene.entities.live()) {
    for (const { measure, to, agent, team } of meaning.spans) {
      if (measure !== "state.open" || to !== null || agent === null) continue;
      const own = open.get(agent) ?? new Map<string | null, number>();
      open.set(agent, own.set(team, (own.get(team) ?? 0) + 1));
    }
  }
  return open;
}
