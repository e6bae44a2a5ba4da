/** One person: name, team from a date, the teams so far; and erasing, with what stays (PRIV-8). */
import { useState } from "preact/hooks";
import { api, type Problem } from "../../../api.ts";
import { SelectField } from "../../../parts/choice.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/notice.tsx";
import { nameIn, nameOf } from "../../../settings/entries.ts";
import { addAgent, lastDay, moveAgent, nameAgent, teamOn } from "../../../settings/people.ts";
import { useTongue } from "../../language.ts";
import { problemText } from "../../problem-text.ts";
import { ApplyDialog, DateField, fromOf } from "./fields.tsx";
import type { Agent } from "./people.tsx";
import type { Arrange } from "./use-arrange.ts";
import { useTell } from "./words.ts";

interface NewProps {
  readonly arrange: Arrange;
  readonly onClose: () => void;
}

/** Says nothing about the person. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return `a-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function TeamField(props: {
  readonly arrange: Arrange;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  const tell = useTell();
  return (
    <SelectField
      label={tell("team")}
      value={props.value}
      options={[
        { value: "", label: tell("people.team.none") },
        ...props.arrange.draft.teams.map((one) => ({ value: one.id, label: nameOf(one) })),
      ]}
      onValue={props.onValue}
    />
  );
}

export function NewPerson({ arrange, onClose }: NewProps) {
  const tell = useTell();
  const [name, setName] = useState("");
  const [team, setTeam] = useState("");
  return (
    <ApplyDialog
      title={tell("people.new")}
      isBlocked={name.trim() === ""}
      onApply={() =>
        arrange.edit((document) => addAgent(document, name, team === "" ? null : team, randomId))
      }
      onClose={onClose}
    >
      <TextField label={tell("name")} value={name} onValue={setName} maxLength={100} />
      <TeamField arrange={arrange} value={team} onValue={setTeam} />
    </ApplyDialog>
  );
}

interface PersonProps extends NewProps {
  readonly agent: Agent;
  readonly onErased: () => void;
}

export function PersonDialog({ arrange, agent, onClose, onErased }: PersonProps) {
  const tell = useTell();
  const { today } = arrange;
  const held = teamOn(agent, today) ?? "";
  const [name, setName] = useState(agent.name ?? "");
  const [team, setTeam] = useState(held);
  const [from, setFrom] = useState(agent.memberships.length === 0 ? "" : today);
  const apply = () =>
    arrange.edit((document) => {
      const isNamed = name.trim() !== (agent.name ?? "");
      const named = isNamed ? nameAgent(document, agent.id, name) : document;
      if (team === held) return named;
      return moveAgent(named, agent.id, team === "" ? null : team, fromOf(from));
    });
  return (
    <ApplyDialog
      title={nameOf(agent)}
      onApply={apply}
      onClose={onClose}
      after={<Erase agent={agent} onErased={onErased} />}
    >
      <TextField label={tell("name")} value={name} onValue={setName} maxLength={100} isOptional />
      <TeamField arrange={arrange} value={team} onValue={setTeam} />
      {team !== held && <DateField value={from} onValue={setFrom} />}
      <History agent={agent} arrange={arrange} />
    </ApplyDialog>
  );
}

function History({ agent, arrange }: Pick<PersonProps, "agent" | "arrange">) {
  const tell = useTell();
  if (agent.memberships.length === 0) return null;
  return (
    <div class="arrange-history">
      <h3>{tell("people.history")}</h3>
      <ul>
        {agent.memberships.map((one) => (
          <li key={`${one.team} ${one.from}`}>
            <span>{nameIn(arrange.draft.teams, one.team)}</span>
            <small>
              {[
                tell.since(one.from),
                ...(one.to == null
                  ? []
                  : [tell("until.date", { date: tell.day(lastDay(one.to)) })]),
              ].join(", ")}
            </small>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Erase({ agent, onErased }: Pick<PersonProps, "agent" | "onErased">) {
  const tell = useTell();
  const { words } = useTongue();
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <div class="arrange-erase">
      <p>{tell("people.erase.about")}</p>
      {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
      <Confirm
        label={tell("people.erase")}
        sure={tell("people.erase.sure")}
        of={nameOf(agent)}
        onSure={async () => {
          const answer = await api.erasePerson(agent.id);
          if (answer.ok) onErased();
          else setProblem(answer.problem);
        }}
      />
    </div>
  );
}
