/** Somebody's roles in a few words. */
import type { OrgDocument } from "../../../shared/org/org.ts";
import type { RoleGiven } from "../../../shared/wire/account.ts";
import type { Say } from "./words.ts";

export function rolesText(
  say: Say,
  roles: readonly RoleGiven[],
  { teams, agents }: Pick<OrgDocument, "teams" | "agents">,
): string {
  const named = (all: readonly { id: string; name?: string | undefined }[], id: string): string =>
    all.find((one) => one.id === id)?.name ?? id;
  return roles
    .map((one) => {
      if (one.role === "agent") return say("role.agent", { name: named(agents, one.agent) });
      if (one.role !== "lead") return say(`role.${one.role}`);
      return say("role.lead", { teams: one.teams.map((team) => named(teams, team)).join(", ") });
    })
    .join(" · ");
}
