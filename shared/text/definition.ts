/** The definition of a KPI in words: formula, moment, credit, and what its numbers are called. */
import type { Statistic } from "../kpi/builders.ts";
import type { KpiId } from "../kpi/catalog.ts";
import type { Kpi } from "../kpi/kpi.ts";
import { type AmountKey, type CountKey, familyOf, type NumberKey } from "../kpi/meaning.ts";
import { meaningOf } from "../kpi/meanings.ts";
import type { Definition } from "../wire/definition.ts";
import { bewareEn, formulasEn } from "./formulas.en.ts";
import { bewareFr, formulasFr } from "./formulas.fr.ts";
import { bewareNl, formulasNl } from "./formulas.nl.ts";
import { type Terms, termsEn } from "./terms.en.ts";
import { termsFr } from "./terms.fr.ts";
import { termsNl } from "./terms.nl.ts";
import { kpiName, type Language, wordsOf } from "./words.ts";

const formulas = { nl: formulasNl, fr: formulasFr, en: formulasEn };
const bewares = { nl: bewareNl, fr: bewareFr, en: bewareEn };
const terms: Record<Language, Terms> = { nl: termsNl, fr: termsFr, en: termsEn };

export const termsOf = (language: Language): Terms => terms[language];

const isCount = (key: NumberKey, { counts }: Terms): key is CountKey => key in counts;

/** The name of a number, as a column would have it: `positive answers`, `talk time`. */
function nameOf(key: NumberKey | null, own: Terms): string | null {
  if (key === null) return null;
  return isCount(key, own) ? own.counts[key][1] : own.amounts[key satisfies AmountKey];
}

const PARTS = ["promoters", "passives", "detractors"] as const;

/** Says what the values are, and then what is done with them. */
function formulaOf(language: Language, id: KpiId): string {
  const { family, statistic } = familyOf(id);
  const formula = formulas[language][family];
  return statistic === null ? formula : `${formula} ${terms[language].statistics[statistic]}`;
}

/** Everything a passport, the transparency page and the API say of a KPI, in one language. */
export function definitionOf(kpi: Kpi<KpiId>, language: Language): Definition {
  const { id, version, unit, better, nMin, measures } = kpi;
  const own = terms[language];
  const { shape, anchor, credit, numerator, denominator, n, pending } = meaningOf(id);
  const { family } = familyOf(id);
  const hasParts = shape === "net" || shape === "spread";
  const beware = bewares[language][family];
  return {
    id,
    version,
    unit,
    better,
    nMin,
    name: kpiName(wordsOf(language), id, "long"),
    formula: formulaOf(language, id),
    anchor: own.anchors[anchor],
    credit: own.credits[credit],
    numerator: nameOf(numerator, own),
    denominator: nameOf(denominator, own),
    n: nameOf(n, own),
    ...(hasParts
      ? { parts: Object.fromEntries(PARTS.map((part) => [part, own.counts[part][1]])) }
      : {}),
    ...(pending === null ? {} : { pending: own.counts[pending][1] }),
    ...(beware === undefined ? {} : { beware }),
    measures: [...measures],
  };
}

/** `median`, `p90`; null where the KPI is no percentile. */
export function rankName(id: KpiId, language: Language): string | null {
  const { statistic } = familyOf(id);
  return statistic === null || statistic === "mean"
    ? null
    : terms[language].ranks[statistic satisfies Exclude<Statistic, "mean">];
}
