/** The organisation as it was then (R8): who a native id is, and which team, queue, threshold held. */
import { TZDate } from "@date-fns/tz";
import type { EventOf } from "../../shared/events/event.ts";
import { instantOf } from "../../shared/events/instant.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import { primaryTeams, type TeamStep } from "./memberships.ts";

export interface Thresholds {
  readonly answerWithinSeconds: number;
  readonly shortAbandonSeconds: number;
}

export interface Directory {
  /** Our agent for a source's id at that time; an unmapped one becomes a visible placeholder. */
  agent(source: string, nativeId: string, at: number): string;
  team(source: string, nativeId: string, at: number): string;
  queue(source: string, nativeId: string, at: number): string;
  teamOfQueue(queue: string): string | null;
  thresholds(queue: string | null, at: number): Thresholds;
  /** The agent's primary team at that time, or the only one; null: no team. */
  primaryTeam(agent: string, at: number): string | null;
  /** False: this source never tells when wrap-up ends. */
  reportsWrapup(source: string): boolean;
  /** The scores that count as positive on a scale, or undefined: the usual ones. */
  positiveScores(min: number, max: number): readonly number[] | undefined;
}

/** What stands for an id nobody has mapped: never dropped, never guessed (EVENTS.md 7). */
export const placeholder = (source: string, nativeId: string): string => `${nativeId}@${source}`;

const DEFAULT_THRESHOLDS: Thresholds = { answerWithinSeconds: 20, shortAbandonSeconds: 5 };

/** A local date in `zone`, or an RFC 3339 instant, as ms since 1970. */
export function sinceOf(value: string, zone: string): number {
  const instant = instantOf(value);
  if (!Number.isNaN(instant)) return instant;
  const [year = 1970, month = 1, day = 1] = value.slice(0, 10).split("-").map(Number);
  return new TZDate(year, month - 1, day, zone).getTime();
}

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

function thresholdsMap(org: OrgDocument) {
  const zone = org.organisation.zone;
  const byQueue = new Map(
    org.queues.map((queue) => [
      queue.id,
      queue.thresholds
        .map((entry) => ({ ...entry, at: entry.from ? sinceOf(entry.from, zone) : -Infinity }))
        .sort((a, b) => b.at - a.at),
    ]),
  );
  return (queue: string | null, at: number): Thresholds =>
    (queue === null ? undefined : byQueue.get(queue)?.find((entry) => entry.at <= at)) ??
    DEFAULT_THRESHOLDS;
}

/** The directory that a document and the membership events say together; order does not matter. */
export function directoryOf(
  org: OrgDocument,
  memberships: readonly EventOf<"team.membership_changed">[] = [],
): Directory {
  const zone = org.organisation.zone;
  const agent = identityMap(org.agents, zone);
  const team = identityMap(org.teams, zone);
  const queueTeams = new Map(org.queues.map((queue) => [queue.id, queue.team ?? null]));
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
    teamOfQueue: (queue) => queueTeams.get(queue) ?? null,
    thresholds: thresholdsMap(org),
    primaryTeam: (one, at) => {
      let found: string | null = null;
      for (const step of steps.get(one) ?? []) if (step.at <= at) found = step.team;
      return found;
    },
    reportsWrapup: (source) => !silentWrapup.has(source),
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
