/** The organisation as it was at an instant, read naively from its document (KPIS.md 7.5, R8). */
import type { OrgInput } from "../../shared/org/org.ts";
import { begin, inForce, isOpen } from "./clock.ts";
import type { Said } from "./said.ts";

export interface House {
  readonly org: OrgInput;
  readonly zone: string;
  /** Who an agent's, team's or queue's id in a source stands for. */
  readonly person: (source: string, id: string, at: number) => string;
  /** Whom an event names as its agent; null: nobody. */
  readonly who: (said: Said) => string | null;
  readonly team: (source: string, id: string) => string;
  readonly queue: (source: string, id: string) => string;
  readonly primaryTeam: (person: string | null, at: number) => string | null;
  readonly queueTeam: (queue: string | null, at: number) => string | null;
  readonly limits: (queue: string | null, channel: string, at: number) => Limits;
  readonly line: (team: string | null) => number | null;
  /** Open, closed, or null: a team without a schedule. */
  readonly isOpen: (team: string | null, at: number) => boolean | null;
  readonly promise: (metric: string, channel: string, at: number) => Promised | null;
  readonly tellsWrapup: (source: string) => boolean;
}

/** T and S of KPIS.md 6, seconds. */
export interface Limits {
  readonly answer: number;
  readonly short: number;
}
export interface Promised {
  readonly seconds: number;
  readonly clock: "calendar" | "business";
}

interface Identity {
  readonly source?: string | undefined;
  readonly id: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
type Named = { readonly id: string; readonly identities?: readonly Identity[] | undefined };

const meaning =
  (list: readonly Named[] | undefined, zone: string) =>
  (source: string, id: string, at: number): string => {
    const isMeant = (own: Identity) =>
      own.id === id &&
      (own.source ?? source) === source &&
      begin(own.from, zone) <= at &&
      (own.to === undefined || at < begin(own.to, zone));
    const found = list?.find((one) => one.id === id || one.identities?.some(isMeant));
    return found?.id ?? `${id}@${source}`;
  };

export function house(org: OrgInput, said: readonly Said[]): House {
  const zone = org.organisation?.zone ?? "Europe/Amsterdam";
  const person = meaning(org.agents, zone);
  const team = (source: string, id: string) => meaning(org.teams, zone)(source, id, 0);
  const moves = said
    .filter(({ type }) => type === "team.membership_changed")
    .map(({ source, words }) => ({
      who: person(source, words.agentId ?? "", Date.parse(words.effectiveAt ?? "")),
      team: team(source, words.teamId ?? ""),
      joined: words.change === "joined",
      primary: words.primary === true,
      at: Date.parse(words.effectiveAt ?? ""),
    }))
    .sort((a, b) => a.at - b.at);
  return {
    org,
    zone,
    person,
    team,
    who: ({ source, at, words }) => (words.agentId ? person(source, words.agentId, at) : null),
    queue: (source, id) => meaning(org.queues, zone)(source, id, 0),
    primaryTeam(who, at) {
      const own = org.agents?.find(({ id }) => id === who)?.memberships ?? [];
      let current =
        own.find(
          (one) =>
            one.primary !== false &&
            begin(one.from, zone) <= at &&
            (one.to === undefined || one.to === null || at < begin(one.to, zone)),
        )?.team ?? null;
      for (const move of moves) {
        if (move.who !== who || move.at > at) continue;
        if (move.joined && move.primary) current = move.team;
        else if (!move.joined && current === move.team) current = null;
      }
      return current;
    },
    queueTeam(id, at) {
      const queue = org.queues?.find((one) => one.id === id);
      const dated = inForce(queue?.teams ?? [], at, zone);
      return dated === undefined ? (queue?.team ?? null) : dated.team;
    },
    limits(id, channel, at) {
      const all = org.queues?.find((one) => one.id === id)?.thresholds ?? [];
      const own = all.filter((one) => one.channel === channel);
      const common = all.filter((one) => one.channel === undefined);
      const found = inForce(own, at, zone) ?? inForce(common, at, zone);
      return { answer: found?.answerWithinSeconds ?? 20, short: found?.shortAbandonSeconds ?? 5 };
    },
    line: (id) => (id === null ? null : (org.teams?.find((one) => one.id === id)?.line ?? 1)),
    isOpen(id, at) {
      const own = inForce(org.teams?.find((one) => one.id === id)?.schedules ?? [], at, zone);
      const schedule = org.schedules?.find((one) => one.id === own?.schedule);
      return schedule === undefined ? null : isOpen(schedule, at, zone);
    },
    promise(metric, channel, at) {
      const own = org.slas?.filter((one) => one.metric === metric && one.channel === channel);
      const found = inForce(own ?? [], at, zone);
      return found ? { seconds: found.seconds, clock: found.clock ?? "calendar" } : null;
    },
    tellsWrapup: (source) => org.sources?.find(({ id }) => id === source)?.wrapup !== false,
  };
}
