/** Figures with their passports: each as of one moment of the log, so that it can be computed again. */
import { kpiOf } from "../../shared/kpi/catalog.ts";
import type { Kpi } from "../../shared/kpi/kpi.ts";
import type { OrgDocument } from "../../shared/org/org.ts";
import type { FigureJson } from "../../shared/wire/http.ts";
import { type Passport, printPassport } from "../../shared/wire/passport.ts";
import { FOLD_VERSION } from "../fold/version.ts";
import { figures, isState, type Question } from "./figure.ts";
import type { Ledger } from "./ledger.ts";
import type { Scope } from "./scope.ts";

export interface Witness extends Ledger {
  /** Grows with every change of any figure. */
  version(): number;
  /** All that was accepted is folded, and everything holds as of now. */
  isQuiet(): boolean;
  /** When the organisation's description was last changed, ms; 0: never described. */
  documentChangedAt(): number;
}

/** How often it is tried to find a moment at which nothing is being folded. */
const TRIES_MAX = 50;

/**
 * While a group is folded, some of its events count and its position does not: such an answer could not
 * be computed again. So it is asked again until nothing happened meanwhile; a quiet moment is never far.
 */
export async function figuresWithPassports(
  ledger: Witness,
  question: Question,
  now: () => number,
): Promise<FigureJson[]> {
  for (let tries = 1; ; tries += 1) {
    await ledger.settle();
    const version = ledger.version();
    const answer = await figures(ledger, question);
    const at = now();
    if ((ledger.version() !== version || !ledger.isQuiet()) && tries < TRIES_MAX) continue;
    return answer.map((figure) => ({
      ...figure,
      passport: printPassport(passportOf(ledger, question, figure, at)),
    }));
  }
}

/** Of a figure that was computed as of `at`, ms, when nothing was being folded. */
export function passportOf(
  ledger: Witness,
  question: Question,
  figure: FigureJson,
  at: number,
): Passport {
  const kpi = kpiOf(figure.kpi);
  const { scope, period, zone, by, asOf } = question;
  const { channel, direction, queue } = scope.filter;
  const calendar = kpi === undefined ? null : calendarOf(kpi, ledger.document(), scope);
  return {
    kpi: figure.kpi,
    version: kpi?.version ?? 0,
    scope: scope.label,
    ...(channel === undefined ? {} : { channel }),
    ...(direction === undefined ? {} : { direction }),
    ...(queue === undefined ? {} : { queue }),
    ...(by === undefined || figure.by === undefined ? {} : { by: `${by}:${figure.by}` }),
    period: period.label,
    from: period.from,
    to: period.to,
    zone,
    ...(calendar === null ? {} : { calendar }),
    ...(kpi !== undefined && isState(kpi) ? { asOf } : {}),
    n: figure.n,
    numerator: figure.numerator,
    denominator: figure.denominator,
    value: figure.value,
    at,
    org: ledger.documentChangedAt(),
    log: figure.position,
    fold: FOLD_VERSION,
  };
}

/** The schedules that a figure of open hours may count in; null: it counts in real time. */
function calendarOf(kpi: Kpi, { teams }: OrgDocument, { filter }: Scope): string | null {
  if (!kpi.measures.some((one) => one === "frt.business" || one.startsWith("sla."))) return null;
  const own = teams.filter(({ id }) => filter.team === undefined || filter.team === id);
  const ids = own.flatMap(({ schedules }) => schedules.flatMap(({ schedule }) => schedule ?? []));
  return ids.length === 0 ? "none" : [...new Set(ids)].sort().join(",");
}
