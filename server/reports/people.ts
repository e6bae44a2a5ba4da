/**
 * How many people are behind each part of a report (PRIV-5). A report is kept whole; who may see groups
 * only is told from these numbers what is not for them (withheld.ts). They are no part of any answer.
 */
import type { OrgDocument } from "../../shared/org/org.ts";
import type { Period } from "../../shared/time/interval.ts";
import type { Loaded } from "../figures/ledger.ts";
import type { Scope } from "../figures/scope.ts";
import { contributors, isAboutWork } from "../figures/small-groups.ts";
import type { Directory } from "../fold/directory.ts";
import { kpisOf } from "./kpis.ts";

/**
 * Members a part's team had in its time, which is whole days; of FROM/TO those of the day with the fewest.
 * Of a channel those who contributed, by KPI.
 */
export interface People {
  /** By label of the period: this one and those it is compared with. */
  readonly periods: Readonly<Record<string, number>>;
  readonly days: Readonly<Record<string, number>>;
  readonly teams: Readonly<Record<string, number>>;
  /** By `team day`. */
  readonly teamDays: Readonly<Record<string, number>>;
  readonly channels: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const NO_PEOPLE: People = { periods: {}, days: {}, teams: {}, teamDays: {}, channels: {} };

/** Members of every team at some time in the stretch; "" has those of any. As `membersIn`, for all teams at once. */
export function membersByTeam(
  org: OrgDocument,
  directory: Directory,
  { from, to }: Pick<Period, "from" | "to">,
): ReadonlyMap<string, number> {
  const members = new Map<string, number>();
  for (const { id } of org.agents) {
    const teams = new Set<string>();
    for (const { team } of directory.primaryTeams(id, from, to)) {
      if (team !== null) teams.add(team).add("");
    }
    for (const team of teams) members.set(team, (members.get(team) ?? 0) + 1);
  }
  return members;
}

export interface Told {
  readonly scope: Scope;
  readonly period: Period;
  readonly days: readonly Period[];
  readonly others: readonly Period[];
  /** What the channels' figures were made of. */
  readonly loaded: Loaded;
}

export function peopleOf(
  org: OrgDocument,
  directory: Directory,
  { scope, period, days, others, loaded }: Told,
): People {
  const own = scope.filter.team ?? "";
  const inside = (stretch: Period) => membersByTeam(org, directory, stretch);
  const count = (stretch: Period) => inside(stretch).get(own) ?? 0;
  const perTeam = (stretch: Period) => [...inside(stretch)].filter(([team]) => team !== "");
  // Nobody can leave the one day out of a week; with FROM/TO one can, and the rest would tell it.
  const byDay = period.label.includes("/") ? days.map(inside) : [];
  const fewest = (team: string, members: number) =>
    Math.min(members, ...byDay.map((day) => day.get(team) ?? 0));
  const isCentre = own === "";
  const channels: Record<string, Record<string, number>> = {};
  for (const kpi of kpisOf(scope)) {
    if (!isAboutWork(kpi)) continue;
    const counts = contributors(loaded, kpi, scope.filter, ({ channel }) => channel);
    for (const [channel, agents] of counts) {
      channels[channel] = { ...channels[channel], [kpi.id]: agents };
    }
  }
  return {
    periods: Object.fromEntries([
      [period.label, fewest(own, count(period))],
      ...others.map((one) => [one.label, count(one)]),
    ]),
    days: Object.fromEntries(days.map((day) => [day.label, count(day)])),
    teams: isCentre
      ? Object.fromEntries(perTeam(period).map(([team, of]) => [team, fewest(team, of)]))
      : {},
    teamDays: isCentre
      ? Object.fromEntries(
          days.flatMap((day) =>
            perTeam(day).map(([team, agents]) => [`${team} ${day.label}`, agents]),
          ),
        )
      : {},
    // In one order, whatever order cells were met in: the digest is of the text.
    channels: Object.fromEntries(Object.entries(channels).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
