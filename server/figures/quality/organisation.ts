/** What the described organisation says that can have no effect: it is kept, and told here. */
import { kpiOf } from "../../../shared/kpi/catalog.ts";
import type { OrgDocument } from "../../../shared/org/org.ts";
import type { Schedule } from "../../../shared/org/schedule.ts";
import type { MissingReference, NeverOpen } from "../../../shared/wire/http.ts";

type Version = Schedule["versions"][number];

const neverOpens = ({ always, week, exceptions }: Version): boolean =>
  !always &&
  Object.values(week).every((blocks) => blocks.length === 0) &&
  exceptions.every(({ blocks }) => blocks.length === 0);

/** Versions of schedules without an open minute: every business duration in them is 0 s. */
export function neverOpen({ schedules, teams }: OrgDocument): NeverOpen[] {
  return schedules.flatMap(({ id, versions }) =>
    versions.filter(neverOpens).map((version) => ({
      schedule: id,
      from: version.from ?? null,
      teams: teams.filter((team) => team.schedules.some((one) => one.schedule === id)).map(idOf),
    })),
  );
}

const idOf = ({ id }: { readonly id: string }): string => id;

/** Names of teams, agents, schedules and KPIs that do not exist, by the place that names them. */
export function missingReferences(org: OrgDocument): MissingReference[] {
  const missing: MissingReference[] = [];
  const known: Record<MissingReference["kind"], ReadonlySet<string>> = {
    team: new Set(org.teams.map(idOf)),
    agent: new Set(org.agents.map(idOf)),
    schedule: new Set(org.schedules.map(idOf)),
    kpi: new Set(org.targets.map(({ kpi }) => kpi).filter((kpi) => kpiOf(kpi) !== undefined)),
  };
  const need = (at: string, kind: MissingReference["kind"], id: string | null | undefined) => {
    if (id !== null && id !== undefined && !known[kind].has(id)) missing.push({ at, kind, id });
  };
  const each = <One>(list: readonly One[], at: string, look: (one: One, at: string) => void) =>
    list.forEach((one, index) => void look(one, `${at}.${index}`));
  each(org.teams, "teams", (team, at) =>
    each(team.schedules, `${at}.schedules`, (one, where) => need(where, "schedule", one.schedule)),
  );
  each(org.agents, "agents", (agent, at) =>
    each(agent.memberships, `${at}.memberships`, (one, where) => need(where, "team", one.team)),
  );
  each(org.queues, "queues", (queue, at) => {
    need(at, "team", queue.team);
    each(queue.teams, `${at}.teams`, (one, where) => need(where, "team", one.team));
  });
  each(org.slas, "slas", ({ team }, at) => need(at, "team", team));
  each(org.targets, "targets", ({ team, kpi }, at) => {
    need(at, "team", team);
    need(at, "kpi", kpi);
  });
  each(org.shifts, "shifts", ({ agent }, at) => need(at, "agent", agent));
  return missing;
}
