/** Who is there and what they do. Sorted by name, state or open contacts, never by a score (SCR-8). */
import { useState } from "preact/hooks";
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type { MessageKey } from "../../shared/text/messages.en.ts";
import { kpiName } from "../../shared/text/words.ts";
import type { AgentItem } from "../../shared/wire/board.ts";
import { type SortKey, sortAgents } from "./agents-sort.ts";
import { useTongue } from "./language.ts";
import { named } from "./names.ts";
import { sampleOf, shownValue } from "./tile-text.ts";

export function AgentsTable({ agents }: { readonly agents: readonly AgentItem[] }) {
  const { words, format } = useTongue();
  const [by, setBy] = useState<SortKey>("name");
  const columns = agents[0]?.figures.map((figure) => figure.kpi) ?? [];
  const heads: readonly [SortKey | "handled", MessageKey][] = [
    ["name", "agents.name"],
    ["state", "agents.state"],
    ["open", "agents.open"],
    ["handled", "agents.handled"],
  ];
  return (
    <section class="panel agents-panel" aria-label={words("agents.caption")}>
      <header class="panel-head">
        <h2>{words("agents.caption")}</h2>
        <span class="count">{format.number(agents.length)}</span>
      </header>
      {agents.length === 0 && <p class="panel-empty">{words("agents.none")}</p>}
      <table class="table agents" hidden={agents.length === 0}>
        <thead>
          <tr>
            {heads.map(([key, message]) => (
              <th
                scope="col"
                key={key}
                aria-sort={key === by ? (by === "open" ? "descending" : "ascending") : undefined}
              >
                {key === "handled" ? (
                  words(message)
                ) : (
                  <SortButton name={words(message)} on={key === by} onSort={() => setBy(key)} />
                )}
              </th>
            ))}
            {columns.map((kpi) => (
              <th scope="col" class="figure-head" key={kpi} title={kpiName(words, kpi, "long")}>
                {kpiName(words, kpi, "label")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortAgents(agents, by, format.locale).map((agent) => (
            <AgentRow key={agent.id} agent={agent} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface SortProps {
  readonly name: string;
  readonly on: boolean;
  readonly onSort: () => void;
}

function SortButton({ name, on, onSort }: SortProps) {
  const { words } = useTongue();
  const label = words("agents.sort", { column: name });
  return (
    <button type="button" class="sort" data-on={on} title={label} onClick={onSort}>
      {name}
      <svg viewBox="0 0 8 8" aria-hidden="true">
        <path d="M1 2.5h6L4 6.5Z" />
      </svg>
    </button>
  );
}

function AgentRow({ agent }: { readonly agent: AgentItem }) {
  const { words, format } = useTongue();
  return (
    <tr data-state={agent.state}>
      <th scope="row">{named(agent.agent)}</th>
      <td class="agent-state">
        <span class="state-mark" />
        {words(`state.${agent.state}`)}
      </td>
      <td>{format.number(agent.open)}</td>
      <td>{format.number(agent.handled)}</td>
      {agent.figures.map((figure) => {
        const few = sampleOf(figure) === "few" || sampleOf(figure) === "hidden";
        return (
          <td key={figure.kpi} data-few={few}>
            {format.value(shownValue(figure), kpiOf(figure.kpi)?.unit ?? "count", figure.kpi)}
            {figure.nMin !== null && <small>n {format.number(figure.n)}</small>}
          </td>
        );
      })}
    </tr>
  );
}
