/** What a list would do: who is new, which teams come with them, which lines are not right. */
import type { PeopleAnswer } from "../../../shared/wire/organisation.ts";
import { Notice } from "../../parts/notice.tsx";
import { Rows } from "../../parts/rows.tsx";
import { useSay } from "./words.ts";

const SHOWN_MAX = 100;

type Say = ReturnType<typeof useSay>;

/** Who is renamed is not just known: it may be the wrong id. */
function stateText({ isNew, was, staysIn }: PeopleAnswer["agents"][number], say: Say): string {
  if (isNew) return say("people.new");
  const changes = [
    was === undefined ? "" : say("people.renamed", { was }),
    staysIn === undefined ? "" : say("people.stays", { team: staysIn }),
  ].filter((text) => text !== "");
  return changes.length === 0 ? say("people.known") : changes.join("; ");
}

export function PeoplePreview({ preview }: { readonly preview: PeopleAnswer }) {
  const say = useSay();
  const { agents, newTeams, problems } = preview;
  const renamed = agents.filter(({ was }) => was !== undefined).length;
  const rows = agents.slice(0, SHOWN_MAX).map((agent, index) => ({ ...agent, index }));
  return (
    <div class="people-preview">
      {problems.length > 0 && (
        <Notice kind="wrong">
          <p>{say("people.problems", { count: problems.length })}</p>
          <ul class="lines">
            {problems.slice(0, SHOWN_MAX).map(({ line, reason, code }) => (
              <li key={`${line} ${reason}`}>
                <strong>{say("people.line", { line })}</strong>{" "}
                {code ? say(`people.problem.${code}`) : <span lang="en">{reason}</span>}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {problems.length === 0 && (
        <Notice kind="note">
          {say("people.would", {
            people: agents.filter(({ isNew }) => isNew).length,
            known: agents.filter(({ isNew }) => !isNew).length,
            teams: newTeams.length,
          })}
        </Notice>
      )}
      {problems.length === 0 && renamed > 0 && (
        <Notice kind="wrong">{say("people.renames", { count: renamed })}</Notice>
      )}
      <Rows
        caption={say("people.preview")}
        rows={rows}
        keyOf={({ index }) => String(index)}
        empty=""
        columns={[
          { head: say("people.name"), cell: ({ name }) => name },
          { head: say("people.team"), cell: ({ team }) => team },
          {
            head: say("people.state"),
            cell: (one) => stateText(one, say),
          },
        ]}
      />
    </div>
  );
}
