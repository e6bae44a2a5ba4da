/** What somebody may see: roles that add up, each said in one sentence. */
import type { OrgDocument } from "../../../shared/org/org.ts";
import type { RoleGiven } from "../../../shared/wire/account.ts";
import { Check, SelectField } from "../../parts/choice.tsx";
import { useSay } from "./words.ts";

interface RolesProps {
  readonly roles: readonly RoleGiven[];
  readonly onRoles: (roles: RoleGiven[]) => void;
  readonly organisation: Pick<OrgDocument, "teams" | "agents">;
  /** Roles that are decided elsewhere. */
  readonly without?: readonly RoleGiven["role"][];
  /** Whose they are; without it another person's. */
  readonly legend?: string;
}

type RoleName = RoleGiven["role"];

const nameOf = ({ id, name }: { readonly id: string; readonly name?: string | undefined }) =>
  name ?? id;

export function RolesField({ roles, onRoles, organisation, without = [], legend }: RolesProps) {
  const say = useSay();
  const { teams, agents } = organisation;
  const led = roles.flatMap((one) => (one.role === "lead" ? one.teams : []));
  const agent = roles.find((one) => one.role === "agent")?.agent;
  const others = (role: RoleName) => roles.filter((one) => one.role !== role);
  const has = (role: RoleName) => roles.some((one) => one.role === role);
  const toggle = (role: "admin" | "manager", on: boolean) =>
    onRoles(on ? [...others(role), { role }] : others(role));
  const lead = (of: readonly string[]) =>
    onRoles(of.length > 0 ? [...others("lead"), { role: "lead", teams: [...of] }] : others("lead"));
  const isShown = (role: RoleName) => !without.includes(role);
  return (
    <fieldset class="field-group">
      <legend>{legend ?? say("roles.label")}</legend>
      {isShown("agent") && agents.length > 0 && (
        <SelectField
          label={say("roles.agent")}
          hint={say("roles.agent.hint")}
          value={agent ?? ""}
          options={[
            { value: "", label: say("roles.agent.none") },
            ...agents.map((one) => ({ value: one.id, label: nameOf(one) })),
          ]}
          onValue={(id) =>
            onRoles(
              id === "" ? others("agent") : [...others("agent"), { role: "agent", agent: id }],
            )
          }
        />
      )}
      {isShown("lead") && teams.length > 0 && (
        <fieldset class="field-group field-group-inner">
          <legend>{say("roles.lead")}</legend>
          <p class="field-hint">{say("roles.lead.hint")}</p>
          {teams.map((team) => (
            <Check
              key={team.id}
              checked={led.includes(team.id)}
              onChecked={(on) =>
                lead(on ? [...led, team.id] : led.filter((each) => each !== team.id))
              }
            >
              {nameOf(team)}
            </Check>
          ))}
        </fieldset>
      )}
      {isShown("manager") && (
        <Check
          checked={has("manager")}
          onChecked={(on) => toggle("manager", on)}
          hint={say("roles.manager.hint")}
        >
          {say("roles.manager")}
        </Check>
      )}
      {isShown("admin") && (
        <Check
          checked={has("admin")}
          onChecked={(on) => toggle("admin", on)}
          hint={say("roles.admin.hint")}
        >
          {say("roles.admin")}
        </Check>
      )}
    </fieldset>
  );
}
