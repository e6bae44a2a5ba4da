/**
 * Who may see what: the one place that says yes (SEC-7, PRIV-4). Pure, default deny. HTTP, sockets and
 * exports ask the same question; the table of TRUST.md section 1 is compared with it cell by cell.
 */
import { z } from "zod";
import { id } from "../../shared/events/fields.ts";

/** What a person was given. Several add up. */
export const role = z.discriminatedUnion("role", [
  z.object({ role: z.literal("admin") }),
  z.object({ role: z.literal("manager") }),
  z.object({ role: z.literal("lead"), teams: z.array(id).min(1) }),
  z.object({ role: z.literal("agent"), agent: id }),
]);

export type Role = z.infer<typeof role>;

export type Subject =
  | { readonly kind: "nobody" }
  | { readonly kind: "device"; readonly id: string; readonly team: string | null }
  | {
      readonly kind: "user";
      readonly id: string;
      /** Who this person is among the agents; null: none. */
      readonly agent: string | null;
      readonly leads: readonly string[];
      readonly isManager: boolean;
      readonly isAdmin: boolean;
    };

export type User = Extract<Subject, { kind: "user" }>;

export const NOBODY: Subject = { kind: "nobody" };

export function userOf(id: string, roles: readonly Role[]): User {
  return {
    kind: "user",
    id,
    agent: roles.find((one) => one.role === "agent")?.agent ?? null,
    leads: [...new Set(roles.flatMap((one) => (one.role === "lead" ? one.teams : [])))],
    isManager: roles.some((one) => one.role === "manager"),
    isAdmin: roles.some((one) => one.role === "admin"),
  };
}

export const RESOURCES = [
  /** Figures of a scope. */
  "figures",
  /** The contacts behind figures of a scope. */
  "contacts",
  /** The clock of one contact. */
  "contact",
  /** A live screen. */
  "board",
  "definitions",
  "transparency",
  /** Who opened my numbers. */
  "looked",
  "targets",
  "devices",
  "reports",
  "organisation",
  "sources",
  "users",
  "privacy",
  "audit",
] as const;

export type Resource =
  | { readonly kind: "figures" | "contacts"; readonly of: Whose; readonly by: string | null }
  | {
      readonly kind: "contact";
      readonly agents: readonly string[];
      readonly teams: readonly string[];
    }
  | { readonly kind: "board"; readonly screen: "wallboard" | "team" | "me"; readonly of: Whose }
  | { readonly kind: "targets" | "devices"; readonly team: string | null }
  | { readonly kind: "reports"; readonly team: string | null; readonly agent?: string | undefined }
  | { readonly kind: "looked"; readonly agent: string }
  | { readonly kind: "definitions" | "transparency" }
  | { readonly kind: "organisation" | "sources" | "users" | "privacy" | "audit" };

/** Neither agent nor team: the centre. */
export interface Whose {
  readonly agent?: string | undefined;
  readonly team?: string | undefined;
}

/** What the organisation says now. */
export interface House {
  /** Is this agent one of the team's members now? */
  readonly isMember: (agent: string, team: string) => boolean;
}

/**
 * Yes, with what it covers. `team`: only what this team was credited with. `persons`: who may be told
 * apart: all, oneself, the members of the team now, or nobody. `group`: what says something about the
 * work of people is shown from k of them up (PRIV-5).
 */
export interface Yes {
  readonly ok: true;
  readonly team: string | null;
  readonly persons: "self" | "members" | "nobody";
  readonly group: boolean;
}

/** `forbidden`: nothing of this kind is for this role. `not_found`: as if it did not exist. */
export interface No {
  readonly ok: false;
  readonly because: "signed_out" | "forbidden" | "not_found";
}

const no = (because: No["because"]): No => ({ ok: false, because });
const yes = (persons: Yes["persons"], group: boolean, team: string | null = null): Yes => ({
  ok: true,
  team,
  persons,
  group,
});
const PLAIN = yes("nobody", false);

/** May `subject` see or, where it is something to be changed, change this? */
export function can(subject: Subject, resource: Resource, house: House): Yes | No {
  if (subject.kind === "nobody") return no("signed_out");
  if (subject.kind === "device") return forDevice(subject, resource);
  switch (resource.kind) {
    case "figures":
      return figures(subject, resource.of, resource.by, house);
    case "contacts":
      return contacts(subject, resource.of, resource.by, house);
    case "contact":
      return contact(subject, resource);
    case "board":
      return board(subject, resource, house);
    case "definitions":
    case "transparency":
      return PLAIN;
    case "looked":
      if (subject.agent === null) return no("forbidden");
      return subject.agent === resource.agent ? yes("self", false) : no("not_found");
    case "targets":
    case "devices":
      return subject.isAdmin || subject.isManager ? PLAIN : ofOwnTeam(subject, resource.team);
    case "reports":
      return reports(subject, resource);
    default:
      return subject.isAdmin ? PLAIN : no("forbidden");
  }
}

/** A television: its own board, without names (SEC-10, UX-27). */
function forDevice(device: Extract<Subject, { kind: "device" }>, resource: Resource): Yes | No {
  if (resource.kind !== "board" || resource.screen !== "wallboard") return no("forbidden");
  if (resource.of.agent !== undefined) return no("not_found");
  return (resource.of.team ?? null) === device.team ? yes("nobody", true) : no("not_found");
}

function figures(user: User, of: Whose, by: string | null, house: House): Yes | No {
  if (of.agent !== undefined) return person(user, { ...of, agent: of.agent }, house);
  const { team } = of;
  if (team === undefined)
    return user.isManager && by !== "agent" ? yes("nobody", true) : no("forbidden");
  if (user.leads.includes(team)) return yes("members", false, team);
  if (user.isManager) return by === "agent" ? no("forbidden") : yes("nobody", true, team);
  const isOwn = user.agent !== null && house.isMember(user.agent, team);
  if (isOwn && by !== "agent") return yes("nobody", true, team); // the background on Me
  return isOwn || !seesFigures(user) ? no("forbidden") : no("not_found");
}

/** As the figures; but what an agent sees of the own team is a number, not its contacts. */
function contacts(user: User, of: Whose, by: string | null, house: House): Yes | No {
  const answer = figures(user, of, by, house);
  const isBackground = answer.ok && answer.persons === "nobody" && !user.isManager;
  return isBackground ? no("forbidden") : answer;
}

/** Oneself; or a member of one's own team now, and of that what the team was credited with. */
function person(user: User, of: Whose & { readonly agent: string }, house: House): Yes | No {
  if (user.agent === of.agent) return yes("self", false, of.team ?? null);
  if (user.agent === null && user.leads.length === 0) return no("forbidden");
  const asked = of.team === undefined ? user.leads : user.leads.filter((team) => team === of.team);
  const team = asked.find((one) => house.isMember(of.agent, one));
  return team === undefined ? no("not_found") : yes("members", false, team);
}

const seesFigures = (user: User): boolean =>
  user.isManager || user.agent !== null || user.leads.length > 0;

function contact(user: User, { agents, teams }: Extract<Resource, { kind: "contact" }>): Yes | No {
  if (!seesFigures(user)) return no("forbidden");
  const team = user.leads.find((one) => teams.includes(one));
  if (team !== undefined) return yes("members", false, team);
  if (user.agent !== null && agents.includes(user.agent)) return yes("self", false);
  return user.isManager ? yes("nobody", true) : no("not_found");
}

function board(
  user: User,
  { screen, of }: Extract<Resource, { kind: "board" }>,
  house: House,
): Yes | No {
  if (screen === "me") {
    if (user.agent === null) return no("forbidden");
    return user.agent === of.agent ? yes("self", false) : no("not_found");
  }
  if (of.agent !== undefined) return no("not_found");
  if (screen === "team" && !user.isManager && !user.leads.includes(of.team ?? "")) {
    return no(user.leads.length > 0 ? "not_found" : "forbidden");
  }
  if (screen === "team") return figures(user, of, null, house);
  return user.isManager ? yes("nobody", true) : ofOwnTeam(user, of.team ?? null, true);
}

function ofOwnTeam(user: User, team: string | null, group = false): Yes | No {
  if (user.leads.length === 0) return no("forbidden");
  return team !== null && user.leads.includes(team) ? yes("nobody", group, team) : no("not_found");
}

/** Of one person for that person alone; a team's and the centre's name nobody (EXP-12). */
function reports(user: User, { team, agent }: Extract<Resource, { kind: "reports" }>): Yes | No {
  if (agent !== undefined && user.agent === agent) return yes("self", false);
  if (user.isManager) return agent === undefined ? yes("nobody", true, team) : no("forbidden");
  if (agent === undefined) return ofOwnTeam(user, team);
  return no(seesFigures(user) ? "not_found" : "forbidden");
}
