/** Teams: name, line, and by which hours they go since when (SCR-17). */
import { useState } from "preact/hooks";
import type { OrgDocument } from "../../../../shared/org/org.ts";
import { SelectField } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Section } from "../../../parts/page.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { startOf } from "../../../settings/dates.ts";
import { nameIn, nameOf } from "../../../settings/entries.ts";
import { teamOn } from "../../../settings/people.ts";
import {
  addTeam,
  lineTeam,
  nameTeam,
  removeTeam,
  scheduleOn,
  scheduleTeam,
  usesOf,
} from "../../../settings/teams.ts";
import { Arranged } from "./arranged.tsx";
import { Act, ApplyDialog, DateField, fromOf } from "./fields.tsx";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

type Team = OrgDocument["teams"][number];

export const TeamsSection = () => <Arranged>{(arrange) => <Teams arrange={arrange} />}</Arranged>;

function Teams({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const [edited, setEdited] = useState<Team | "new" | null>(null);
  const { draft, today } = arrange;
  const hours = (team: Team) => {
    const now = scheduleOn(team, today);
    const next = team.schedules.find((step) => startOf(step) > today);
    const named = (id: string | null) =>
      id === null ? tell("teams.hours.none") : nameIn(draft.schedules, id);
    return (
      <span class="two-lines">
        <span>{named(now)}</span>
        {next && <small>{`${named(next.schedule)} ${tell.since(next.from)}`}</small>}
      </span>
    );
  };
  const add = (
    <button type="button" class="button button-main" onClick={() => setEdited("new")}>
      {tell("teams.new")}
    </button>
  );
  return (
    <Section title={tell("teams.title")} about={tell("teams.about")} actions={add}>
      <Rows
        caption={tell("teams.title")}
        rows={draft.teams}
        keyOf={({ id }) => id}
        empty={tell("teams.none")}
        columns={[
          { head: tell("name"), cell: nameOf },
          {
            head: tell("teams.line"),
            cell: ({ line }) => tell(`teams.line.${line}`),
            isMinor: true,
          },
          { head: tell("teams.hours"), cell: hours },
          {
            head: tell("teams.people"),
            cell: ({ id }) => draft.agents.filter((one) => teamOn(one, today) === id).length,
          },
        ]}
        actionsHead={tell("actions")}
        actions={(team) => {
          const { agents, queues } = usesOf(draft, team.id);
          return (
            <>
              <Act label={tell("edit")} of={nameOf(team)} onPress={() => setEdited(team)} />
              {agents + queues === 0 && (
                <Confirm
                  label={tell("remove")}
                  sure={tell("sure.remove")}
                  of={nameOf(team)}
                  onSure={async () => arrange.edit((document) => removeTeam(document, team.id))}
                />
              )}
            </>
          );
        }}
      />
      {edited === "new" && <NewTeam arrange={arrange} onClose={() => setEdited(null)} />}
      {edited !== null && edited !== "new" && (
        <TeamDialog arrange={arrange} team={edited} onClose={() => setEdited(null)} />
      )}
    </Section>
  );
}

interface NewProps {
  readonly arrange: Arrange;
  readonly onClose: () => void;
}

function NewTeam({ arrange, onClose }: NewProps) {
  const tell = useTell();
  const [name, setName] = useState("");
  return (
    <ApplyDialog
      title={tell("teams.new")}
      isBlocked={name.trim() === ""}
      onApply={() => arrange.edit((document) => addTeam(document, name))}
      onClose={onClose}
    >
      <TextField label={tell("name")} value={name} onValue={setName} maxLength={100} />
    </ApplyDialog>
  );
}

interface TeamDialogProps extends NewProps {
  readonly team: Team;
}

function TeamDialog({ arrange, team, onClose }: TeamDialogProps) {
  const tell = useTell();
  const { draft, today } = arrange;
  const held = scheduleOn(team, today) ?? "";
  const [name, setName] = useState(nameOf(team));
  const [line, setLine] = useState(team.line);
  const [schedule, setSchedule] = useState(held);
  const [from, setFrom] = useState(team.schedules.length === 0 ? "" : today);
  const apply = () =>
    arrange.edit((document) => {
      const named = name.trim() === nameOf(team) ? document : nameTeam(document, team.id, name);
      const lined = line === team.line ? named : lineTeam(named, team.id, line);
      if (schedule === held) return lined;
      return scheduleTeam(lined, team.id, schedule === "" ? null : schedule, fromOf(from));
    });
  return (
    <ApplyDialog
      title={nameOf(team)}
      isBlocked={name.trim() === ""}
      onApply={apply}
      onClose={onClose}
    >
      <TextField label={tell("name")} value={name} onValue={setName} maxLength={100} />
      <SelectField
        label={tell("teams.line")}
        hint={tell("teams.line.hint")}
        value={String(line)}
        options={[
          { value: "1", label: tell("teams.line.1") },
          { value: "2", label: tell("teams.line.2") },
        ]}
        onValue={(value) => setLine(value === "2" ? 2 : 1)}
      />
      <SelectField
        label={tell("teams.hours")}
        value={schedule}
        options={[
          { value: "", label: tell("teams.hours.none") },
          ...draft.schedules.map((one) => ({ value: one.id, label: nameOf(one) })),
        ]}
        onValue={setSchedule}
      />
      {schedule !== held && <DateField value={from} onValue={setFrom} />}
    </ApplyDialog>
  );
}
