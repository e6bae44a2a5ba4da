/** Ids nobody has mapped, who they could be, and one click that says so (SCR-13, EVENTS.md 7). */
import { useEffect, useState } from "preact/hooks";
import type { OrgDocument } from "../../../shared/org/org.ts";
import type { QualityJson, UnmappedId } from "../../../shared/wire/http.ts";
import { api, type Problem } from "../../api.ts";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/page.tsx";
import { Rows } from "../../parts/rows.tsx";
import { useTongue } from "../language.ts";
import { problemText } from "../problem-text.ts";
import { editOrganisation } from "../settings/edit-organisation.ts";
import { mapped } from "./mapping.ts";
import { type Say, useSay } from "./words.ts";

interface UnmappedProps {
  readonly quality: QualityJson | null;
  readonly onMapped: () => Promise<void>;
}

type Agents = OrgDocument["agents"];

const nameOf = ({ id, name }: Agents[number]): string => name ?? id;

export function Unmapped({ quality, onMapped }: UnmappedProps) {
  const say = useSay();
  const { words, format } = useTongue();
  const [agents, setAgents] = useState<Agents>([]);
  const [done, setDone] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const rows = quality?.unmapped.agents ?? [];
  const isAny = rows.length > 0;
  useEffect(() => {
    if (!isAny) return;
    void api.organisation().then((answer) => answer.ok && setAgents(answer.value.document.agents));
  }, [isAny]);
  const map = async (one: UnmappedId, agent: string) => {
    const answer = await editOrganisation((document) => mapped(document, one, agent));
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    await onMapped();
    const person = agents.find(({ id }) => id === agent);
    setDone(say("unmapped.done", { id: one.native, name: person ? nameOf(person) : agent }));
  };
  return (
    <Section id="unmapped" title={say("unmapped.title")} about={say("unmapped.about")}>
      {problem && <Notice kind="wrong">{problemText(words, problem)}</Notice>}
      {done && <Notice kind="done">{done}</Notice>}
      {quality && (
        <Rows
          caption={say("unmapped.title")}
          rows={rows}
          keyOf={({ id }) => id}
          empty={say("unmapped.none")}
          columns={[
            {
              head: say("unmapped.id"),
              cell: ({ native, source }) => (
                <span class="two-lines">
                  <span>{native}</span>
                  <small>{source}</small>
                </span>
              ),
            },
            {
              head: say("unmapped.facts"),
              cell: ({ facts, open }) => format.number(facts + open),
              isMinor: true,
            },
            {
              head: say("unmapped.who"),
              cell: (one) => <Choice one={one} agents={agents} onMap={map} />,
            },
          ]}
        />
      )}
    </Section>
  );
}

interface ChoiceProps {
  readonly one: UnmappedId;
  readonly agents: Agents;
  readonly onMap: (one: UnmappedId, agent: string) => Promise<void>;
}

const whyOf = ({ because }: UnmappedId["suggestions"][number], say: Say): string =>
  say(`unmapped.because.${because}`);

/** The best suggestion is chosen already, and only a person's yes maps it. */
function Choice({ one, agents, onMap }: ChoiceProps) {
  const say = useSay();
  const [best] = one.suggestions;
  const [agent, setAgent] = useState(best?.id ?? "");
  const suggested = new Set(one.suggestions.map(({ id }) => id));
  const others = agents.filter(({ id }) => !suggested.has(id));
  return (
    <span class="map-choice">
      <select
        class="select"
        aria-label={say("unmapped.for", { id: one.native })}
        value={agent}
        onChange={({ currentTarget }) => setAgent(currentTarget.value)}
      >
        <option value="">{say("unmapped.choose")}</option>
        {one.suggestions.map((suggestion) => (
          <option key={suggestion.id} value={suggestion.id}>
            {say("unmapped.suggested", { name: suggestion.name ?? suggestion.id })} (
            {whyOf(suggestion, say)})
          </option>
        ))}
        {others.map((other) => (
          <option key={other.id} value={other.id}>
            {nameOf(other)}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="button"
        disabled={agent === ""}
        aria-label={`${say("unmapped.map")}: ${one.native}`}
        onClick={() => void onMap(one, agent)}
      >
        {say("unmapped.map")}
      </button>
    </span>
  );
}
