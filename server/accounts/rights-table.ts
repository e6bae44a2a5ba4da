/**
 * Who sees what, as a table: every question put to `can()` in the place of every role. So what people
 * are told (PRIV-10) cannot differ from what is decided.
 */
import type { Grant, RightsRow } from "../../shared/wire/privacy.ts";
import { can, type House, type Resource, type Subject, userOf } from "./roles.ts";

const TEAM = "own-team";
const OTHER_TEAM = "other-team";
/** Who is a member of which team in the example that the questions are about. */
const TEAM_OF: Readonly<Record<string, string>> = {
  self: TEAM,
  colleague: TEAM,
  stranger: OTHER_TEAM,
};

const house: House = { isMember: (agent, team) => TEAM_OF[agent] === team };

const VIEWERS: Readonly<Record<RightsViewer, Subject>> = {
  agent: userOf("agent", [{ role: "agent", agent: "self" }]),
  lead: userOf("lead", [{ role: "lead", teams: [TEAM] }]),
  manager: userOf("manager", [{ role: "manager" }]),
  admin: userOf("admin", [{ role: "admin" }]),
  device: { kind: "device", id: "device", team: TEAM },
};

type RightsViewer = Exclude<keyof RightsRow, "what">;

const figures = (of: { agent?: string; team?: string }, by: string | null = null): Resource => ({
  kind: "figures",
  of,
  by,
});

/** What is asked, for each row. */
const QUESTIONS: Readonly<Record<RightsRow["what"], Resource>> = {
  member: figures({ agent: "self" }),
  colleague: figures({ agent: "colleague" }),
  stranger: figures({ agent: "stranger" }),
  team_by_person: figures({ team: TEAM }, "agent"),
  team: figures({ team: TEAM }),
  other_team: figures({ team: OTHER_TEAM }),
  centre: figures({}),
  contact: { kind: "contact", agents: ["self"], teams: [TEAM] },
  other_contact: { kind: "contact", agents: ["stranger"], teams: [OTHER_TEAM] },
  wallboard: { kind: "board", screen: "wallboard", of: { team: TEAM } },
  looked: { kind: "looked", agent: "self" },
  definitions: { kind: "definitions" },
  transparency: { kind: "transparency" },
  reports: { kind: "reports", team: TEAM },
  targets: { kind: "targets", team: TEAM },
  devices: { kind: "devices", team: TEAM },
  organisation: { kind: "organisation" },
  sources: { kind: "sources" },
  users: { kind: "users" },
  privacy: { kind: "privacy" },
  audit: { kind: "audit" },
};

function grantOf(subject: Subject, resource: Resource): Grant {
  const answer = can(subject, resource, house);
  if (!answer.ok) return "no";
  if (answer.persons === "self") return "self";
  if (answer.persons === "members") return "persons";
  // One contact is no sum: who sees it without persons is told so, also where a small team goes unnamed.
  if (resource.kind === "contact") return "unnamed";
  return answer.group ? "group" : "yes";
}

/** One row a question, one column a role. */
export function rightsTable(): RightsRow[] {
  return (Object.keys(QUESTIONS) as RightsRow["what"][]).map((what) => {
    const of = (viewer: RightsViewer) => grantOf(VIEWERS[viewer], QUESTIONS[what]);
    return {
      what,
      agent: of("agent"),
      lead: of("lead"),
      manager: of("manager"),
      admin: of("admin"),
      device: of("device"),
    };
  });
}
