/** People: who counts for which team since when; names, and erasing them (SCR-17, PRIV-8). */
import { useState } from "preact/hooks";
import type { OrgDocument } from "../../../../shared/org/org.ts";
import { SelectField } from "../../../parts/choice.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { Section } from "../../../parts/page.tsx";
import { Rows } from "../../../parts/rows.tsx";
import { startOf } from "../../../settings/dates.ts";
import { nameIn, nameOf } from "../../../settings/entries.ts";
import { teamOn } from "../../../settings/people.ts";
import { Arranged } from "./arranged.tsx";
import { Act } from "./fields.tsx";
import { NewPerson, PersonDialog } from "./person.tsx";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

export type Agent = OrgDocument["agents"][number];

export const PeopleSection = () => <Arranged>{(arrange) => <People arrange={arrange} />}</Arranged>;

const ALL = "*";
const NOBODYS = "";

/** Of no team, or of the one that is shown. */
const isShown = (agent: Agent, team: string, today: string, searched: string): boolean =>
  (team === ALL || (teamOn(agent, today) ?? NOBODYS) === team) &&
  nameOf(agent).toLowerCase().includes(searched.trim().toLowerCase());

function People({ arrange }: { readonly arrange: Arrange }) {
  const tell = useTell();
  const [team, setTeam] = useState(ALL);
  const [searched, setSearched] = useState("");
  const [edited, setEdited] = useState<string | null>(null);
  const [isNew, setNew] = useState(false);
  const [erased, setErased] = useState(false);
  const { draft, today } = arrange;
  const shown = draft.agents.filter((one) => isShown(one, team, today, searched));
  const person = draft.agents.find(({ id }) => id === edited);
  const add = (
    <button type="button" class="button button-main" onClick={() => setNew(true)}>
      {tell("people.new")}
    </button>
  );
  return (
    <Section title={tell("people.title")} about={tell("people.about")} actions={add}>
      {erased && <Notice kind="done">{tell("people.erased")}</Notice>}
      <div class="arrange-filter">
        <SelectField
          label={tell("people.filter")}
          value={team}
          options={[
            { value: ALL, label: tell("people.filter.all") },
            ...draft.teams.map((one) => ({ value: one.id, label: nameOf(one) })),
            { value: NOBODYS, label: tell("people.filter.none") },
          ]}
          onValue={setTeam}
        />
        <TextField
          label={tell("people.search")}
          value={searched}
          onValue={setSearched}
          isOptional
        />
      </div>
      <PeopleRows arrange={arrange} shown={shown} onEdit={setEdited} />
      {isNew && <NewPerson arrange={arrange} onClose={() => setNew(false)} />}
      {person && (
        <PersonDialog
          arrange={arrange}
          agent={person}
          onClose={() => setEdited(null)}
          onErased={() => {
            setErased(true);
            setEdited(null);
            void arrange.reload();
          }}
        />
      )}
    </Section>
  );
}

interface PeopleRowsProps {
  readonly arrange: Arrange;
  readonly shown: readonly Agent[];
  readonly onEdit: (id: string) => void;
}

function PeopleRows({ arrange: { draft, today }, shown, onEdit }: PeopleRowsProps) {
  const tell = useTell();
  const named = (agent: Agent) => agent.name ?? tell("people.nameless", { id: agent.id });
  const teams = (agent: Agent) => {
    const now = teamOn(agent, today);
    const next = agent.memberships.find((one) => startOf(one) > today);
    const left = agent.memberships.find((one) => one.team === now && one.to != null);
    return (
      <span class="two-lines">
        <span>{now === null ? tell("people.team.none") : nameIn(draft.teams, now)}</span>
        {next && <small>{`${nameIn(draft.teams, next.team)} ${tell.since(next.from)}`}</small>}
        {!next && left && <small>{`${tell("people.team.none")} ${tell.since(left.to)}`}</small>}
      </span>
    );
  };
  return (
    <Rows
      caption={tell("people.title")}
      rows={shown}
      keyOf={({ id }) => id}
      empty={tell("people.none")}
      columns={[
        { head: tell("name"), cell: named },
        { head: tell("team"), cell: teams },
        {
          head: tell("people.ids"),
          cell: ({ identities }) => identities.filter(({ source }) => source !== undefined).length,
          isMinor: true,
        },
      ]}
      actionsHead={tell("actions")}
      actions={(agent) => (
        <Act label={tell("edit")} of={named(agent)} onPress={() => onEdit(agent.id)} />
      )}
    />
  );
}
