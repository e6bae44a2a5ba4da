/** Why displayed numbers of a sealed report are others now: each with its causes and contacts (REL-3, SCR-12). */
import type { Channel } from "../../shared/events/fields.ts";
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type { About, Kpi } from "../../shared/kpi/kpi.ts";
import type { Measure } from "../../shared/kpi/measure.ts";
import { EMPTY } from "../../shared/kpi/multiset.ts";
import { dateOf } from "../../shared/time/interval.ts";
import type { ReportCause, ReportDifference, ReportPlace } from "../../shared/wire/report.ts";
import { aboutOne } from "../figures/read.ts";
import { admits, type Scope } from "../figures/scope.ts";
import type { Fact } from "../fold/facts/fact.ts";
import type { Changed } from "./since.ts";

/** Contacts listed with each cause. */
const KEYS_MAX = 50;

interface Cause {
  readonly cause: ReportCause;
  readonly type: string | null;
}

const isSurvey = (type: string): boolean => type.startsWith("survey.");

const withoutWho = ({ measure, value, at }: Fact): string => `${at} ${measure} ${value}`;

/** The same was measured at the same times: only whose it is, is another. */
const isOnlyWhose = ({ was, is }: Changed): boolean =>
  was.map(withoutWho).sort().join() === is.map(withoutWho).sort().join();

/** One cause a contact: the strongest of what may have done it. */
export function causeOf(changed: Changed, isKinLate: boolean): Cause {
  const { news, isTouched, isByTime } = changed;
  const [first] = news;
  if (news.some(({ type }) => type === "record.corrected"))
    return { cause: "correction", type: "record.corrected" };
  if (first !== undefined && news.every(({ type }) => isSurvey(type)))
    return { cause: "re_rated", type: first.type };
  const late = news.find(({ type }) => !isSurvey(type));
  if (late !== undefined) return { cause: "late", type: late.type };
  if (isTouched)
    return { cause: isOnlyWhose(changed) ? "re_attributed" : "organisation", type: null };
  return { cause: isKinLate && !isByTime ? "late" : "time", type: null };
}

/** What of facts stands at a place: a key of equal ones. */
function standingAt(
  { part, key, kpi: id }: ReportPlace,
  { scope, zone, hours }: Where,
): ((facts: readonly Fact[]) => string) | null {
  const kpi = kpiOf(id);
  if (kpi === undefined) return null;
  const [team, day] = part === "team_day" ? splitLast(key) : [key, key];
  const filter = {
    ...scope.filter,
    ...(part === "team" || part === "team_day" ? { team } : {}),
    ...(part === "channel" ? { channel: key as Channel } : {}),
  };
  const isOfDay = part === "day" || part === "team_day";
  const measures = measuresOf(kpi, { ...aboutOne(filter, { from: 0, to: 0 }), hours });
  const admit = admits(filter, kpi.only);
  return (facts) =>
    facts
      .filter(
        (fact) =>
          measures.has(fact.measure) && admit(fact) && (!isOfDay || dateOf(fact.at, zone) === day),
      )
      .map(({ measure, value }) => `${measure} ${value}`)
      .sort()
      .join();
}

const splitLast = (key: string): [string, string] => {
  const at = key.lastIndexOf(" ");
  return [key.slice(0, at), key.slice(at + 1)];
};

/** What its answer reads, asked as it is asked. */
function measuresOf(kpi: Kpi, about: About): Set<Measure> {
  const measures = new Set<Measure>();
  kpi.answer((measure) => {
    measures.add(measure);
    return EMPTY;
  }, about);
  return measures;
}

export interface Where {
  readonly scope: Scope;
  readonly zone: string;
  /** Length of the period. */
  readonly hours: number;
  /** KPIs whose formula is another one since. */
  readonly redefined: ReadonlySet<string>;
}

const plainKey = (key: string): string => key.replace(/\|(contact|survey)\//, "|");

/** Causes with the most contacts first. */
export function withCauses(
  differences: readonly ReportDifference[],
  changed: readonly Changed[],
  where: Where,
): ReportDifference[] {
  const isKinLate = changed.some(({ news }) => news.length > 0);
  return differences.map((one) => {
    const textOf = standingAt(one.place, where);
    const found = new Map<string, Cause & { readonly keys: string[] }>();
    for (const contact of textOf === null ? [] : changed) {
      if (textOf?.(contact.was) === textOf?.(contact.is)) continue;
      const cause = causeOf(contact, isKinLate);
      const name = `${cause.cause} ${cause.type}`;
      const known = found.get(name) ?? { ...cause, keys: [] };
      found.set(name, known);
      known.keys.push(plainKey(contact.key));
    }
    const causes: ReportDifference["causes"] = [...found.values()]
      .map(({ keys, cause, type }) => ({
        cause,
        type,
        contacts: keys.length,
        keys: keys.sort().slice(0, KEYS_MAX),
      }))
      .sort((a, b) => b.contacts - a.contacts || (a.cause < b.cause ? -1 : 1));
    if (where.redefined.has(one.place.kpi))
      causes.push({ cause: "definition", type: null, contacts: 0, keys: [] });
    return { ...one, causes };
  });
}
