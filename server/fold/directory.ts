/** The organisation as it was then (R8): who a native id is, and which team, queue, threshold held. */
import type { EventOf } from "../../shared/events/event.ts";
import type { Channel } from "../../shared/events/fields.ts";
import { instantOf } from "../../shared/events/instant.ts";
import { sinceOf } from "../../shared/org/dated.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { type PrimaryFrom, primaryTeams, type TeamStep, teamsBetween } from "./memberships.ts";
import { type Asked, type Promised, type PromiseMetric, promises } from "./promises.ts";
import { queueTeams, queueThresholds, type Thresholds } from "./queues.ts";
import { type TeamSchedules, teamSchedules } from "./schedules.ts";
import { shiftsOf } from "./shifts.ts";
import type { Shift } from "./timeline/stretches.ts";

export interface Directory extends TeamSchedules {
  /** Our agent for a source's id at that time; an unmapped one becomes a visible placeholder. */
  agent(source: string, nativeId: string, at: number): string;
  team(source: string, nativeId: string, at: number): string;
  queue(source: string, nativeId: string, at: number): string;
  teamOfQueue(queue: string, at: number): string | null;
  thresholds(queue: string | null, channel: Channel | null, at: number): Thresholds;
  /** What was promised then (KPIS.md 4.2); null: nothing. */
  promise(metric: PromiseMetric, asked: Asked, at: number): Promised | null;
  /** What anything was ever promised about: most rules of promises have nothing to look for. */
  readonly promised: ReadonlySet<PromiseMetric>;
  /** Does any team have a schedule at any time? */
  readonly hasSchedules: boolean;
  /** The agent's primary team at that time, or the only one; null: no team. */
  primaryTeam(agent: string, at: number): string | null;
  /** The primary team at `from`, and each later one up to `to`, on whole seconds. */
  primaryTeams(agent: string, from: number, to: number): readonly PrimaryFrom[];
  /** Planned work of an agent that touches `[from, to)`. */
  shifts(agent: string, from: number, to: number): readonly Shift[];
  /** First or second line; an unknown team is of the first. */
  line(team: string): 1 | 2;
  /** Is any team of the second line? */
  readonly hasSecondLine: boolean;
  /** False: this source never tells when wrap-up ends. */
  reportsWrapup(source: string): boolean;
  /** After this long a wrap-up without an end is over; null: it goes on until its end is told. */
  wrapupSecondsMax(source: string): number | null;
  /** The scores that count as positive on a scale, or undefined: the usual ones. */
  positiveScores(min: number, max: number): readonly number[] | undefined;
}

/** What stands for an id nobody has mapped: never dropped, never guessed (EVENTS.md 7). */
export const placeholder = (source: string, nativeId: string): string => `${nativeId}@${source}`;

interface Dated {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

interface Named {
  readonly id: string;
  readonly identities: OrgDocument["agents"][number]["identities"];
}

/** Native id → ours, per source; `*` holds the ids that are meant in every source. */
function identityMap(entries: readonly Named[], zone: string) {
  const bySource = new Map<string, Map<string, Dated[]>>();
  const put = (source: string, nativeId: string, dated: Dated) => {
    const ids = bySource.get(source) ?? new Map<string, Dated[]>();
    ids.set(nativeId, [...(ids.get(nativeId) ?? []), dated]);
    bySource.set(source, ids);
  };
  for (const { id, identities } of entries) {
    if (identities.length === 0) put("*", id, { id, from: -Infinity, to: Infinity });
    for (const identity of identities) {
      put(identity.source ?? "*", identity.id, {
        id,
        from: identity.from === undefined ? -Infinity : sinceOf(identity.from, zone),
        to: identity.to === undefined ? Infinity : sinceOf(identity.to, zone),
      });
    }
  }
  const placeholders = new Map<string, Map<string, string>>();
  const standIn = (source: string, nativeId: string): string => {
    const ids = placeholders.get(source) ?? new Map<string, string>();
    placeholders.set(source, ids);
    const known = ids.get(nativeId);
    if (known !== undefined) return known;
    if (ids.size > PLACEHOLDERS_MAX) ids.clear();
    const made = placeholder(source, nativeId);
    ids.set(nativeId, made);
    return made;
  };
  return (source: string, nativeId: string, at: number): string => {
    const dated = bySource.get(source)?.get(nativeId) ?? bySource.get("*")?.get(nativeId);
    for (const one of dated ?? []) if (one.from <= at && at < one.to) return one.id;
    return standIn(source, nativeId);
  };
}

/** How many made-up names are remembered; more are simply made again. */
const PLACEHOLDERS_MAX = 50_000;

/** The directory that a document and the membership events say together; order does not matter. */
export function directoryOf(
  org: OrgDocument,
  memberships: readonly EventOf<"team.membership_changed">[] = [],
): Directory {
  const zone = org.organisation.zone;
  const agent = identityMap(org.agents, zone);
  const team = identityMap(org.teams, zone);
  const lines = new Map(org.teams.map((one) => [one.id, one.line]));
  const wrapupMax = new Map(org.sources.map((one) => [one.id, one.wrapupSecondsMax]));
  const silentWrapup = new Set(org.sources.filter((one) => !one.wrapup).map((one) => one.id));
  const scales = new Map(org.scales.map((one) => [`${one.min}-${one.max}`, one.positive]));
  const steps = primaryTeams([
    ...org.agents.flatMap((one) => plannedSteps(one, zone)),
    ...memberships.map((event) => reportedStep(event, agent, team)),
  ]);
  return {
    agent,
    team,
    queue: identityMap(org.queues, zone),
    teamOfQueue: queueTeams(org),
    thresholds: queueThresholds(org),
    ...teamSchedules(org),
    promise: promises(org),
    promised: new Set(org.slas.map(({ metric }) => metric)),
    hasSchedules: org.teams.some(({ schedules }) => schedules.length > 0),
    primaryTeam: (one, at) => {
      let found: string | null = null;
      for (const step of steps.get(one) ?? []) if (step.at <= at) found = step.team;
      return found;
    },
    primaryTeams: (one, from, to) => teamsBetween(steps.get(one) ?? [], from, to),
    shifts: shiftsOf(org),
    hasSecondLine: org.teams.some(({ line }) => line === 2),
    line: (one) => lines.get(one) ?? 1,
    reportsWrapup: (source) => !silentWrapup.has(source),
    wrapupSecondsMax: (source) => wrapupMax.get(source) ?? null,
    positiveScores: (min, max) => scales.get(`${min}-${max}`),
  };
}

function plannedSteps(agent: OrgDocument["agents"][number], zone: string): TeamStep[] {
  return agent.memberships.flatMap(({ team, from, to, primary }): TeamStep[] => {
    const at = from === undefined ? -Infinity : sinceOf(from, zone);
    const joined: TeamStep = { agent: agent.id, team, at, change: "joined", primary };
    if (to === undefined || to === null) return [joined];
    return [joined, { ...joined, at: sinceOf(to, zone), change: "left" }];
  });
}

function reportedStep(
  event: EventOf<"team.membership_changed">,
  agent: Directory["agent"],
  team: Directory["team"],
): TeamStep {
  const at = instantOf(event.data.effectiveAt);
  return {
    agent: agent(event.source, event.data.agentId, at),
    team: team(event.source, event.data.teamId, at),
    at,
    change: event.data.change,
    primary: event.data.primary ?? false,
  };
}
