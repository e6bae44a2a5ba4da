/** From a passport back to the question it answers. */
import { kpiOf } from "../../../shared/kpi/catalog.ts";
import type { About, Kpi } from "../../../shared/kpi/kpi.ts";
import type { Measure } from "../../../shared/kpi/measure.ts";
import { EMPTY } from "../../../shared/kpi/multiset.ts";
import { fail, ok, type Result } from "../../../shared/result.ts";
import type { Passport } from "../../../shared/wire/passport.ts";
import { type By, figures, type Question } from "../../figures/figure.ts";
import type { Ledger } from "../../figures/ledger.ts";
import { aboutOne } from "../../figures/read.ts";
import { scopeOf } from "../../figures/scope.ts";

export interface Asked {
  readonly kpi: Kpi;
  readonly question: Question;
  /** The part of a breakdown; null: the whole. */
  readonly part: string | null;
  /** What the answer reads. */
  readonly measures: ReadonlySet<Measure>;
}

export type Numbers = Pick<Passport, "n" | "numerator" | "denominator" | "value">;

export function askedBy(passport: Passport): Result<Asked, string> {
  const { kpi: id, version, channel, direction, queue, period, from, to, zone, at } = passport;
  const kpi = kpiOf(id);
  if (kpi === undefined) return fail(`this Deskpulse has no figure ${id}`);
  if (kpi.version !== version) {
    return fail(`it was computed as ${id}@${version}; this Deskpulse has ${id}@${kpi.version}`);
  }
  const scope = scopeOf(passport.scope, {
    ...(channel === undefined ? {} : { channel }),
    ...(direction === undefined ? {} : { direction }),
    ...(queue === undefined ? {} : { queue }),
  });
  if (!scope.ok) return scope;
  const [, by, part] = /^(agent|team|channel|interval|day):(.*)$/s.exec(passport.by ?? "") ?? [];
  const asked: Question = {
    kpis: [kpi],
    scope: scope.value,
    period: { label: period, from, to, rolling: period.startsWith("last-") },
    zone,
    asOf: passport.asOf ?? at,
    now: at,
    ...(by === undefined ? {} : { by: by as By }),
  };
  const one = { kpi, question: asked, part: part ?? null };
  return ok({ ...one, measures: measuresOf(one) });
}

/** What the answer may depend on beside values: a part of a breakdown by channel is asked as its own. */
export function aboutOf({ question, part }: Omit<Asked, "measures">): About {
  const about = aboutOne(question.scope.filter, question.period);
  return question.by === "channel" ? { ...about, channel: part as About["channel"] } : about;
}

/** What its answer reads, asked as it is asked: handling time of one channel reads other values. */
function measuresOf(asked: Omit<Asked, "measures">): Set<Measure> {
  const measures = new Set<Measure>();
  asked.kpi.answer((measure) => {
    measures.add(measure);
    return EMPTY;
  }, aboutOf(asked));
  return measures;
}

/** The answer of this ledger; a part that is not there any more has nothing. */
export async function numbersOf(
  ledger: Ledger,
  { question, part }: Asked,
  now: number,
): Promise<Numbers> {
  const all = await figures(ledger, { ...question, now });
  const one = part === null ? all[0] : all.find(({ by }) => by === part);
  if (one === undefined) return { n: 0, numerator: 0, denominator: null, value: null };
  const { n, numerator, denominator, value } = one;
  return { n, numerator, denominator, value };
}

export const sameNumbers = (a: Numbers, b: Numbers): boolean =>
  a.n === b.n &&
  a.numerator === b.numerator &&
  a.denominator === b.denominator &&
  a.value === b.value;
