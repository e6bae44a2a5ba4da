/** People and their teams from a list, as rows of a table: what the organisation becomes by it. */
import type { OrgDocument } from "../../shared/org/org.ts";
import type { PeopleAnswer } from "../../shared/wire/organisation.ts";

export interface ListRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface PeopleList extends PeopleAnswer {
  readonly document: OrgDocument;
}

type Agent = OrgDocument["agents"][number];
type Team = OrgDocument["teams"][number];

const SOURCE = /^\/[\w.-]+\/[\w.-]+\/[\w.-]+$/;
const NAME_MAX = 120;
/** As a list from a spreadsheet is headed, in each of our languages. */
const NAME_HEADS = ["name", "naam", "nom"];
const TEAM_HEADS = ["team", "équipe", "equipe"];

const sameName = (a: string | undefined, b: string): boolean =>
  a?.trim().toLowerCase() === b.trim().toLowerCase();

/** An id that people can read in an address: `support-nl`, `support-nl-2`. */
function slugOf(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const base = plain === "" ? "team" : plain.slice(0, 60);
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

const keyOf = ({ source, id }: Agent["identities"][number]): string => JSON.stringify([source, id]);

/** What a line does to somebody who is known, beside new ids. */
function changesOf(was: Agent | undefined, name: string, team: string, teams: readonly Team[]) {
  if (was === undefined) return {};
  const { name: before, memberships } = was;
  const own = [...new Set(memberships.map((one) => one.team))];
  const names = own.map((id) => teams.find((one) => one.id === id)?.name ?? id);
  return {
    ...(before === undefined || sameName(before, name) ? {} : { was: before }),
    ...(own.length === 0 || own.includes(team) ? {} : { staysIn: names.join(", ") }),
  };
}

/**
 * A person who is there already, by an id in a source or by name and team, gets what is new. `newId` makes
 * ids of agents, which say nothing about them (PRIV-3). Rows that are not right are told by their line.
 */
export function withPeople(
  before: OrgDocument,
  columns: readonly string[],
  rows: readonly ListRow[],
  newId: () => string,
): PeopleList {
  const teams: Team[] = [...before.teams];
  const agents: Agent[] = [...before.agents];
  const told: PeopleAnswer["agents"] = [];
  const lines = new Map<string, number>();
  const problems: PeopleAnswer["problems"] = [];
  const heads = columns.map((column) => column.trim());
  const at = (words: readonly string[]) =>
    heads.findIndex((one) => words.includes(one.toLowerCase()));
  const [nameAt, teamAt] = [at(NAME_HEADS), at(TEAM_HEADS)];
  const sources = heads.flatMap((head, index) => (SOURCE.test(head) ? [{ head, index }] : []));
  const unknown = heads.filter(
    (head, index) => index !== nameAt && index !== teamAt && !SOURCE.test(head),
  );
  if (nameAt === -1 || teamAt === -1) {
    const reason = "the first row needs the columns name and team";
    problems.push({ line: 1, reason, code: "columns" });
  } else if (unknown.length > 0) {
    const reason = `"${unknown[0]}" is neither name, team nor a source such as /acme/zendesk/main`;
    problems.push({ line: 1, reason, code: "column" });
  }
  if (problems.length > 0) return { document: before, agents: [], newTeams: [], problems };

  const teamOf = (name: string): string => {
    const known = teams.find((one) => one.id === name || sameName(one.name, name));
    if (known !== undefined) return known.id;
    const id = slugOf(name, new Set(teams.map((one) => one.id)));
    teams.push({ id, name, identities: [], line: 1, schedules: [] });
    return id;
  };

  for (const { line, cells } of rows) {
    const name = (cells[nameAt] ?? "").trim();
    const team = (cells[teamAt] ?? "").trim();
    if (name === "" || team === "" || name.length > NAME_MAX || team.length > NAME_MAX) {
      const reason = `needs a name and a team of at most ${NAME_MAX} characters`;
      problems.push({ line, reason, code: "row" });
      continue;
    }
    const identities = sources.flatMap(({ head, index }) => {
      const id = (cells[index] ?? "").trim();
      return id === "" ? [] : [{ source: head, id }];
    });
    const again = identities.find((one) => lines.has(keyOf(one)));
    if (again !== undefined) {
      const reason = `has the id ${again.id} of line ${lines.get(keyOf(again))}: an id is one person's`;
      problems.push({ line, reason, code: "id" });
      continue;
    }
    for (const one of identities) lines.set(keyOf(one), line);
    const teamId = teamOf(team);
    const known = agents.findIndex(
      (agent) =>
        identities.some(({ source, id }) =>
          agent.identities.some((one) => one.source === source && one.id === id),
        ) ||
        (sameName(agent.name, name) && agent.memberships.some((one) => one.team === teamId)),
    );
    const was = agents[known];
    if (was === undefined) {
      agents.push({
        id: newId(),
        name,
        identities,
        memberships: [{ team: teamId, primary: true }],
      });
    } else {
      const more = identities.filter(
        ({ source, id }) => !was.identities.some((one) => one.source === source && one.id === id),
      );
      agents[known] = { ...was, name, identities: [...was.identities, ...more] };
    }
    told.push({ name, team, isNew: was === undefined, ...changesOf(was, name, teamId, teams) });
  }
  const newTeams = teams.slice(before.teams.length).map(({ name, id }) => name ?? id);
  return { document: { ...before, teams, agents }, agents: told, newTeams, problems };
}
