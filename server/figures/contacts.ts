/** The contacts behind a figure: their count is its n, always (SCR-9). */
import { type Counted, countedOf, type Kpi } from "../../shared/kpi/kpi.ts";
import type { ContactRow } from "../../shared/wire/http.ts";
import type { Entity } from "../fold/entity.ts";
import { secondsBetween } from "../fold/facts/elapsed.ts";
import { type Fact, holdsAt } from "../fold/facts/fact.ts";
import { largeTeams } from "./enough.ts";
import { entitiesAt, figures, isState, type Question } from "./figure.ts";
import type { Ledger } from "./ledger.ts";
import { aboutOne } from "./read.ts";
import { redactRow, withoutSmall } from "./redact.ts";
import { admits } from "./scope.ts";
import { EVERYTHING } from "./sees.ts";
import { isAboutWork } from "./small-groups.ts";

/** At most this many contacts in one answer; the rest by a narrower question. */
export const CONTACTS_MAX = 5_000;

/** The facts of one entity that enter the KPI, states at the instant included. */
function behind(entity: Entity, kpi: Kpi, question: Question): Fact[] {
  const { scope, period, asOf } = question;
  const admit = admits(scope.filter, kpi.only);
  const counted: Counted = countedOf(kpi, aboutOne(scope.filter, period)) ?? kpi;
  const measures = new Set<string>(counted.measures);
  const isCounted = ({ measure, value }: Fact): boolean =>
    measures.has(measure) && (counted.value === undefined || counted.value === value);
  const facts = entity.meaning.facts.filter(
    (fact) => isCounted(fact) && fact.at >= period.from && fact.at < period.to && admit(fact),
  );
  if (!isState(kpi)) return facts;
  const states = entity.meaning.spans.filter(
    (span) => measures.has(span.measure) && holdsAt(span, asOf) && admit(span),
  );
  return states.map(({ measure, since, from, to, ...dims }) => ({
    ...dims,
    measure: measure as unknown as Fact["measure"],
    value: Math.max(0, secondsBetween(since, asOf)),
    at: since,
  }));
}

const KEY = /^(?<source>.*)\|(?<kind>[a-z]+)\/(?<id>.*)$/s;

/** The contact that an entity's key names, as its source knows it. */
export function contactOf(key: string): Pick<ContactRow, "contact" | "source"> {
  const { source = "", id = key } = KEY.exec(key)?.groups ?? {};
  return { contact: id, source };
}

/** One contact by its key, with its facts in the order given. */
export function rowOf(key: string, facts: readonly Fact[]): ContactRow {
  return {
    ...contactOf(key),
    channel: facts[0]?.channel ?? null,
    direction: facts[0]?.direction ?? "inbound",
    facts: facts.map(({ measure, value, at, agent, team, queue }) => ({
      measure,
      value,
      at: new Date(at).toISOString(),
      agent,
      team,
      queue,
    })),
  };
}

/** Is the figure itself one that too few people are behind (PRIV-5)? */
async function isWithheld(ledger: Ledger, { by: _, ...question }: Question): Promise<boolean> {
  if (question.sees?.group == null) return false;
  const [figure] = await figures(ledger, question);
  return figure?.withheld !== undefined;
}

/**
 * Rows in the order of their first fact; none of a figure that is withheld. `question.kpis` holds the
 * one KPI asked about.
 */
export async function contacts(ledger: Ledger, question: Question): Promise<ContactRow[]> {
  const [kpi] = question.kpis;
  if (kpi === undefined || (await isWithheld(ledger, question))) return [];
  const { from, to } = question.period;
  await ledger.settle();
  const found = new Map<string, Fact[]>();
  const entities = isState(kpi) ? await entitiesAt(ledger, question) : ledger.between(from, to);
  for await (const entity of entities) {
    for (const fact of behind(entity, kpi, question)) {
      const key = fact.contact ?? entity.key; // an agent's day tells about contacts
      const known = found.get(key);
      if (known === undefined) found.set(key, [fact]);
      else known.push(fact);
    }
    if (found.size > CONTACTS_MAX) break;
  }
  const first = (facts: readonly Fact[]): number => facts[0]?.at ?? 0;
  const sees = question.sees ?? EVERYTHING;
  const rows = [...found]
    .sort(([a, own], [b, other]) => first(own) - first(other) || (a < b ? -1 : 1))
    .slice(0, CONTACTS_MAX)
    .map(([key, facts]) => rowOf(key, facts));
  const large = sees.group === null ? null : largeTeams(ledger, question, sees.group);
  const shown = isAboutWork(kpi) ? withoutSmall(rows, sees, large) : rows;
  return shown.map((row) => redactRow(row, sees));
}
