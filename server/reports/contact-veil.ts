/**
 * What of one row per contact somebody may see: decided for all rows before the first is written, from the
 * cells they add up to. The rules are those of figures and their contacts (PRIV-5: enough.ts, redact.ts).
 */
import { catalog } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { figures, type Question } from "../figures/figure.ts";
import type { Ledger } from "../figures/ledger.ts";
import { eachCell, loadMeasures } from "../figures/read.ts";
import { admits } from "../figures/scope.ts";
import { EVERYTHING } from "../figures/sees.ts";
import { isAboutWork, membersIn } from "../figures/small-groups.ts";
import type { Dims, Fact } from "../fold/facts/fact.ts";
import { CONTACT_MEASURES } from "./contact-groups.ts";

export interface Veil {
  /** Is it part of a figure that is withheld? */
  readonly isWithheld: (fact: Fact) => boolean;
  /** False: instants would tell what is withheld. */
  readonly showsInstants: boolean;
  readonly showsTeams: boolean;
  readonly showsQueues: boolean;
  /** Agents who will be told apart: whoever reads the rows has looked at them (PRIV-13). */
  readonly named: readonly string[];
}

export type Asking = Pick<Question, "scope" | "period" | "zone" | "now" | "sees">;

const aboutWork: readonly Kpi[] = catalog.filter(isAboutWork);

/** Facts of figures that too few people are behind. */
async function withheldIn(ledger: Ledger, asking: Asking): Promise<Veil["isWithheld"] | null> {
  const found = await figures(ledger, { ...asking, kpis: aboutWork, asOf: asking.now });
  const ids = new Set(found.filter((one) => one.withheld !== undefined).map(({ kpi }) => kpi));
  const kpis = aboutWork.filter(({ id }) => ids.has(id));
  if (kpis.length === 0) return null;
  const parts = kpis.map(({ measures, only }) => ({
    measures: new Set<string>(measures),
    admit: admits({}, only),
  }));
  return (fact) => parts.some(({ measures, admit }) => measures.has(fact.measure) && admit(fact));
}

/** Who and where, of everything that the rows will add up to. */
async function dimsIn(ledger: Ledger, { scope, period }: Asking): Promise<Set<Dims>> {
  const admit = admits(scope.filter, undefined);
  const loaded = await loadMeasures(ledger, CONTACT_MEASURES, period);
  const all = new Set<Dims>();
  for (const measure of CONTACT_MEASURES) {
    eachCell(loaded, measure, (_values, dims) => {
      if (admit(dims)) all.add(dims);
    });
  }
  return all;
}

function sizesOf(all: Iterable<Dims>): { teams: Set<string>; queues: Map<string, Set<string>> } {
  const teams = new Set<string>();
  const queues = new Map<string, Set<string>>();
  for (const { team, queue, agent } of all) {
    if (team !== null) teams.add(team);
    if (queue !== null && agent !== null)
      queues.set(queue, (queues.get(queue) ?? new Set()).add(agent));
  }
  return { teams, queues };
}

export async function veilOf(ledger: Ledger, asking: Asking): Promise<Veil> {
  const { persons, group } = asking.sees ?? EVERYTHING;
  const all = await dimsIn(ledger, asking);
  const agents = new Set([...all].flatMap(({ agent }) => agent ?? []));
  const named = [...agents].filter(persons);
  if (group === null) {
    return {
      isWithheld: () => false,
      showsInstants: true,
      showsTeams: true,
      showsQueues: true,
      named,
    };
  }
  const isWithheld = await withheldIn(ledger, asking);
  const { teams, queues } = sizesOf(all);
  const members = (team: string): number =>
    membersIn(ledger.document(), ledger.directory(), team, asking.period);
  const isTeamSmall = [...teams].some((team) => members(team) < group);
  const isQueueSmall = [...queues.values()].some(({ size }) => size < group);
  return {
    isWithheld: isWithheld ?? (() => false),
    showsInstants: isWithheld === null,
    showsTeams: !isTeamSmall,
    // A queue tells its team.
    showsQueues: !isTeamSmall && !isQueueSmall,
    named,
  };
}
