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

/** How soon a column gives way on a narrow screen; the first to go has the highest number. */
const RANKS: Record<string, number> = {
  "calls.abandoned": 4,
  "csat.mean": 4,
  "aht.talk.mean": 3,
  "asa.mean": 2,
  "frt.p50": 2,
};

const rankOf = (kpi: string): number => RANKS[kpi] ?? 1;

type Head = readonly [SortKey | "handled", MessageKey];

interface AgentsProps {
  readonly agents: readonly AgentItem[];
  /** Opens what is behind one person's figure (SCR-9). */
  readonly onOpen: (kpi: string, agent: string) => void;
}

export function AgentsTable({ agents, onOpen }: AgentsProps) {
  const { words, format } = useTongue();
  const [by, setBy] = useState<SortKey>("name");
  const columns = agents[0]?.figures.map((figure) => figure.kpi) ?? [];
  // The same number stands under its own name, where the board has that column.
  const handled: readonly Head[] = columns.includes("calls.answered")
    ? []
    : [["handled", "agents.handled"]];
  const heads: readonly Head[] = [
    ["name", "agents.name"],
    ["state", "agents.state"],
    ["open", "agents.open"],
    ...handled,
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
                data-head={key}
                aria-sort={key === by ? (by === "open" ? "descending" : "ascending") : undefined}
              >
                {key === "handled" ? (
                  words(message)
                ) : (
                  <SortButton name={words(message)} on={key === by} onSort={() => setBy(key)} />
                )}
              </th>
            ))}
            {columns.map((kpi, index) => (
              <th
                scope="col"
                class="figure-cell"
                data-rank={rankOf(kpi)}
                data-scored={agents[0]?.figures[index]?.nMin !== null}
                key={kpi}
                title={kpiName(words, kpi, "long")}
              >
                {kpiName(words, kpi, "label")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortAgents(agents, by, format.locale).map((agent) => (
            <AgentRow key={agent.id} agent={agent} heads={heads.length} onOpen={onOpen} />
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

interface RowProps {
  readonly agent: AgentItem;
  readonly heads: number;
  readonly onOpen: AgentsProps["onOpen"];
}

/** Somebody nobody has mapped to a person yet has no figures of their own to open. */
const isMapped = (agent: AgentItem): boolean => !agent.agent.id.includes("@/");

function AgentRow({ agent, heads, onOpen }: RowProps) {
  const { words, format } = useTongue();
  return (
    <tr data-state={agent.state}>
      <th scope="row">
        <span class="state-mark" />
        {named(agent.agent)}
      </th>
      <td class="agent-state">
        <span class="state-mark" />
        <span class="state-word">{words(`state.${agent.state}`)}</span>
      </td>
      <td data-head="open">{format.number(agent.open)}</td>
      {heads > 3 && <td>{format.number(agent.handled)}</td>}
      {agent.figures.map((figure) => {
        const few = sampleOf(figure) === "few" || sampleOf(figure) === "hidden";
        return (
          <td
            class="figure-cell"
            key={figure.kpi}
            data-rank={rankOf(figure.kpi)}
            data-scored={figure.nMin !== null}
            data-few={few || figure.n === 0}
          >
            <Value figure={figure} agent={agent} onOpen={onOpen} />
            {figure.nMin !== null && (
              <small>{figure.n > 0 && `n ${format.number(figure.n)}`}</small>
            )}
          </td>
        );
      })}
    </tr>
  );
}

interface ValueProps extends Omit<RowProps, "heads"> {
  readonly figure: AgentItem["figures"][number];
}

/** A number with something behind it opens it; one without is text. */
function Value({ figure, agent, onOpen }: ValueProps) {
  const { words, format } = useTongue();
  const { kpi } = figure;
  const value = format.value(shownValue(figure), kpiOf(kpi)?.unit ?? "count", kpi);
  if (figure.n === 0 || !isMapped(agent)) return <>{value}</>;
  const label = words("agents.open-figure", {
    kpi: kpiName(words, kpi, "label"),
    agent: named(agent.agent),
  });
  return (
    <button
      type="button"
      class="cell-open"
      aria-label={`${value}, ${label}`}
      data-figure={`${kpi} ${agent.agent.id}`}
      onClick={() => onOpen(kpi, agent.agent.id)}
    >
      {value}
    </button>
  );
}
