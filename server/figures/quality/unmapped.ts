/** Ids that nobody has mapped: they count under a name of their own, and stand in a list (EVENTS.md 7). */
import { MEASURES } from "../../../shared/kpi/measure.ts";
import { count } from "../../../shared/kpi/multiset.ts";
import { isPseudonym } from "../../../shared/org/pseudonym.ts";
import type { Period } from "../../../shared/time/interval.ts";
import type { UnmappedId } from "../../../shared/wire/http.ts";
import type { Dims } from "../../fold/facts/fact.ts";
import type { Ledger } from "../ledger.ts";
import { eachCell, loadMeasures } from "../read.ts";
import { type Known, suggestionsFor } from "./suggestions.ts";

/** At most this many of each kind, those with the most facts first. */
export const UNMAPPED_MAX = 500;

export interface Unmapped {
  readonly agents: UnmappedId[];
  readonly teams: UnmappedId[];
  readonly queues: UnmappedId[];
}

const KINDS = ["agent", "team", "queue"] as const;
type Kind = (typeof KINDS)[number];

interface Seen {
  facts: number;
  open: number;
}

/** `native@/tenant/connector/instance`; a source begins with a slash, a native id may hold an @. */
const STAND_IN = /^(?<native>.*?)@(?<source>\/.*)$/s;

function listOf(
  seen: ReadonlyMap<string, Seen>,
  known: readonly Known[],
  foreignOf: (id: string) => string | null,
): UnmappedId[] {
  const ours = new Set(known.map(({ id }) => id));
  // What is mapped by now may have left cells that add up to nothing.
  const unmapped = [...seen].filter(([id, { facts, open }]) => !ours.has(id) && facts + open > 0);
  unmapped.sort(
    ([a, one], [b, other]) => other.facts + other.open - (one.facts + one.open) || (a < b ? -1 : 1),
  );
  const told = unmapped.flatMap(([id, { facts, open }]): UnmappedId[] => {
    const { native: own = id, source = "" } = STAND_IN.exec(id)?.groups ?? {};
    const foreign = foreignOf(id);
    // Erased: nobody can say who it was any more, and nobody should be asked (PRIV-8).
    if (foreign === null && isPseudonym(own)) return [];
    const native = foreign ?? own;
    return [{ id, native, source, facts, open, suggestions: suggestionsFor(native, known) }];
  });
  return told.slice(0, UNMAPPED_MAX);
}

/** Unmapped ids with facts in the period, or with something open now. */
export async function unmappedIn(ledger: Ledger, period: Period): Promise<Unmapped> {
  const org = ledger.described();
  // Cells of every measure: what names an id is not only what one KPI reads.
  const loaded = await loadMeasures(ledger, MEASURES, period);
  const seen: Record<Kind, Map<string, Seen>> = {
    agent: new Map(),
    team: new Map(),
    queue: new Map(),
  };
  const note = (dims: Dims, what: keyof Seen, times: number) => {
    for (const kind of KINDS) {
      const id = dims[kind];
      if (id === null) continue;
      const known = seen[kind].get(id) ?? { facts: 0, open: 0 };
      known[what] += times;
      seen[kind].set(id, known);
    }
  };
  for (const measure of MEASURES) {
    eachCell(loaded, measure, (values, dims) => note(dims, "facts", count(values)));
  }
  for (const { meaning } of ledger.entities.live()) {
    const open = meaning.spans.find(({ to }) => to === null);
    if (open !== undefined) note(open, "open", 1);
  }
  return {
    agents: listOf(seen.agent, org.agents, (id) => ledger.nameOf(id)),
    teams: listOf(seen.team, org.teams, () => null),
    queues: listOf(seen.queue, org.queues, () => null),
  };
}
