/**
 * What of one row per contact somebody may see: decided for all rows before the first is written, from the
 * cells they add up to. The rules are those of figures and their contacts (PRIV-5: enough.ts, redact.ts).
 */
import { catalog } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import { largeTeams } from "../figures/enough.ts";
import { figures, type Question } from "../figures/figure.ts";
import type { Ledger, Loaded } from "../figures/ledger.ts";
import { eachCell, loadMeasures } from "../figures/read.ts";
import { admits } from "../figures/scope.ts";
import { EVERYTHING } from "../figures/sees.ts";
import { ALL_COLUMNS, type Columns, columnsOf } from "../figures/small-columns.ts";
import { contributors, isAboutWork } from "../figures/small-groups.ts";
import type { Dims, Fact } from "../fold/facts/fact.ts";
import { CONTACT_MEASURES } from "./contact-groups.ts";

export interface Veil {
  /** Is it part of a figure that is withheld? */
  readonly isWithheld: (fact: Fact) => boolean;
  /** False: instants would tell what is withheld. */
  readonly showsInstants: boolean;
  /** False: why something does not count would tell what contact it is, as "it was a call" does. */
  readonly showsReasons: boolean;
  readonly shows: Columns;
  /** Agents who will be told apart: whoever reads the rows has looked at them (PRIV-13). */
  readonly named: readonly string[];
}

export type Asking = Pick<Question, "scope" | "period" | "zone" | "now" | "sees">;

const aboutWork: readonly Kpi[] = catalog.filter(isAboutWork);

/** Figures that too few people are behind. */
async function smallIn(ledger: Ledger, asking: Asking): Promise<Kpi[]> {
  const found = await figures(ledger, { ...asking, kpis: aboutWork, asOf: asking.now });
  const ids = new Set(found.filter((one) => one.withheld !== undefined).map(({ kpi }) => kpi));
  return aboutWork.filter(({ id }) => ids.has(id));
}

/** Is it a fact of one of these? */
function withheldOf(kpis: readonly Kpi[]): Veil["isWithheld"] {
  const parts = kpis.map(({ measures, only }) => ({
    measures: new Set<string>(measures),
    admit: admits({}, only),
  }));
  return (fact) => parts.some(({ measures, admit }) => measures.has(fact.measure) && admit(fact));
}

/** Agents of everything that the rows will add up to. */
function agentsIn(loaded: Loaded, { scope }: Asking): string[] {
  const admit = admits(scope.filter, undefined);
  const all = new Set<string>();
  for (const measure of CONTACT_MEASURES) {
    eachCell(loaded, measure, (_values, dims) => {
      if (dims.agent !== null && admit(dims)) all.add(dims.agent);
    });
  }
  return [...all];
}

const IN_ROWS: ReadonlySet<string> = new Set(CONTACT_MEASURES);

/** What each figure is made of as far as rows have it; figures of the same facts are one. */
function creditsIn(loaded: Loaded, kpis: readonly Kpi[], { scope }: Asking): Dims[][] {
  const apart = new Map<string, Kpi>();
  for (const kpi of kpis) {
    const measures = kpi.measures.filter((measure) => IN_ROWS.has(measure));
    apart.set(JSON.stringify([measures, kpi.only]), { ...kpi, measures });
  }
  return [...apart.values()].map((kpi) => {
    const known = new Map<string, Dims>();
    const found = contributors(loaded, kpi, scope.filter, (dims) => {
      const { agent, team, channel, direction, queue } = dims;
      const key = JSON.stringify([agent, team, channel, direction, queue]);
      known.set(key, dims);
      return key;
    });
    return [...found.keys()].flatMap((key) => known.get(key) ?? []);
  });
}

export async function veilOf(ledger: Ledger, asking: Asking): Promise<Veil> {
  const { persons, group } = asking.sees ?? EVERYTHING;
  const small = group === null ? [] : await smallIn(ledger, asking);
  const loaded = await loadMeasures(ledger, CONTACT_MEASURES, asking.period);
  const named = agentsIn(loaded, asking).filter(persons);
  const told = aboutWork.filter((kpi) => !small.includes(kpi));
  const shows =
    group === null
      ? ALL_COLUMNS
      : columnsOf(creditsIn(loaded, told, asking), group, largeTeams(ledger, asking, group));
  const showsKinds = shows.channels && shows.directions;
  return {
    isWithheld: withheldOf(small),
    showsInstants: small.length === 0 && showsKinds,
    showsReasons: showsKinds,
    shows,
    named,
  };
}
