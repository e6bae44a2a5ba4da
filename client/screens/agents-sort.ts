/** The three orders of the agents table; a score is none of them, for that is a ranking (SCR-8). */
import type { AgentItem } from "../../shared/wire/board.ts";
import { named } from "./names.ts";

export type SortKey = "name" | "state" | "open";

const STATES: readonly AgentItem["state"][] = [
  "available",
  "on_contact",
  "wrap_up",
  "break",
  "offline",
  "unknown",
];

export function sortAgents(agents: readonly AgentItem[], by: SortKey, locale: string) {
  const names = new Intl.Collator(locale, { numeric: true });
  const byName = (a: AgentItem, b: AgentItem) => names.compare(named(a.agent), named(b.agent));
  const first: Record<SortKey, (a: AgentItem, b: AgentItem) => number> = {
    name: byName,
    state: (a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state),
    open: (a, b) => b.open - a.open,
  };
  return [...agents].sort((a, b) => first[by](a, b) || byName(a, b));
}
